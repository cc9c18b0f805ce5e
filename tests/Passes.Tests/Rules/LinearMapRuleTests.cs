using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Passes.Predict;
using PowerSoftmax.Passes.Tests.Circuits;

namespace PowerSoftmax.Passes.Tests.Rules;

/// <summary>What the compiler says of linear maps between bundles: three ciphertexts to two, and these to one by a map of ones.</summary>
public sealed class LinearMapRuleTests
{
    private static readonly Layout Features = LayoutText.Parse("t:64 f:24 | 3 ciphertexts | f*8:3 t:64 f:8");
    private static readonly Layout Hidden = LayoutText.Parse("t:64 g:16 | 2 ciphertexts | g*8:2 t:64 g:8");
    private static readonly Layout Sums = LayoutText.Parse("t:64 | t:64 r:1/8z");

    [Fact]
    public void LoweringKeepsTheMeaning()
    {
        (Graph packed, WeightTable weights) = Circuit();
        Graph ckks = Lower(packed, weights);

        double[] expected = SlotInterpreter.Run(packed, Sample(), weights)["y"].Values;
        double[] actual = new CkksInterpreter(ckks, weights).Run(Sample())["y"].Values;

        Assert.Equal(expected, actual);
        Assert.Contains(expected, static value => Math.Abs(value) > 0.01);
        Assert.Equal([2, 1], ckks.Ops<CkksLinearMap>().Select(static map => ((CiphertextType)map.Node.Type).Count));
    }

    [Fact]
    public void AnswersHoldOutputsAlone()
    {
        (Graph packed, WeightTable weights) = Circuit();

        Assert.All(Passes.Answers.AnswerAnalysis.Run(packed, weights), static answer => Assert.True(answer.ShowsOutputsOnly));
    }

    [Fact]
    public void PredictedCostsAndKeysAreThoseOfTheLoweredCircuit()
    {
        (Graph packed, WeightTable weights) = Circuit();
        Graph ckks = Lower(packed, weights);
        CostModel model = new(CostTable.Default(), 10, 3);
        LevelNeeds needs = DepthAnalysis.Run(packed, new Level(0));
        PackedProducts products = new(packed, hasConjugation: false);
        PackedCosts before = new(packed, products);
        OperationCosts after = new(model, ckks, new MatrixProductCounts(ckks));

        OperationCost[] predicted = [.. packed.Nodes.Select(node => before.Of(node, needs[node.Id]!.Value + ((PackedOp)node.Op).LevelsConsumed, model))];
        EvaluationKeyNeeds keys = new PackedKeyNeeds(packed, products).Of(LevelPlacement.Leveled(needs));

        Assert.Equal(ckks.Nodes.Select(after.Of), predicted);
        Assert.Equal(EvaluationKeyNeeds.Of(ckks).Rotations, keys.Rotations);
        Assert.Equal(EvaluationKeyNeeds.Of(ckks).Relinearization, keys.Relinearization);
    }

    /// <summary>Babies of many operands are dear, giants of many results: the steps follow.</summary>
    [Fact]
    public void StepsFollowTheNumberOfCiphertexts()
    {
        Layout one = LayoutText.Parse("t:16 f:32 | t:16 f:32");
        Layout many = LayoutText.Parse("t:16 g:256 | 8 ciphertexts | g*32:8 t:16 g:32");

        int apart = StepOf(new LinearMap(one, many, ["f"], ["g"]));
        int together = StepOf(new LinearMap(many, one, ["g"], ["f"]));

        Assert.True(apart > together, $"steps {apart} and {together}");
    }

    /// <summary>Many products on few primes pay for dividing every baby; a few do not.</summary>
    [Fact]
    public void BabiesAreDividedWhereProductsAreMany()
    {
        CkksLinearMap large = OpOf(Wide(3, 12)), small = OpOf(new LinearMap(LayoutText.Parse("t:16 f:32 | t:16 f:32"), LayoutText.Parse("t:16 g:32 | t:16 g:32"), ["f"], ["g"]));

        Assert.Equal((BabyForm.Divided, BabyForm.Extended), (large.Babies, small.Babies));
        Assert.InRange(large.Step, 16, 128);
    }

    /// <summary>The form that is chosen is the one of the least predicted time, nearly, at the level that prices are stated for.</summary>
    [Fact]
    public void StepAndFormAreChosenTogether()
    {
        PlacedDiagonals diagonals = PlacedDiagonals.Of(Wide(3, 12), hasWeight: false);
        CkksLinearMap chosen = OpOf(Wide(3, 12));
        StructuredCosts costs = new(new CostModel(CostTable.Default(), 13, 6));

        double[] all = [.. Enumerable.Range(0, 13).SelectMany(log => MatrixSplit.All(diagonals, 1 << log)).Select(split => costs.MatrixProduct(split.Work, new Level(8)).Milliseconds)];
        double time = costs.MatrixProduct(MatrixSplit.Of(diagonals, chosen.Step, chosen.Babies).Work, new Level(8)).Milliseconds;

        Assert.True(time <= 1.05 * all.Min(), $"{time} ms, the least is {all.Min()} ms");
    }

    [Fact]
    public void DividedBabiesTakeLessMemoryAndMoreNoise()
    {
        (Graph packed, WeightTable weights) = Circuit();
        CkksParameterSet parameters = InsecureChain.OfLevels(4);
        Graph extended = WithBabies((LowerToCkks.Run(packed, weights, parameters, new Level(0)), weights), BabyForm.Extended);
        Graph divided = WithBabies((extended, weights), BabyForm.Divided);
        int map = extended.Ops<CkksLinearMap>().First().Node.Id.Index;

        Assert.True(Memory(divided) < Memory(extended));
        Assert.True(Plaintexts(divided) < Plaintexts(extended));
        Assert.Equal(EvaluationKeyNeeds.Of(extended).Rotations, EvaluationKeyNeeds.Of(divided).Rotations);
        Assert.InRange(Deviation(divided), Deviation(extended), 2 * Deviation(extended));

        long Memory(Graph graph) => new MemoryEstimate(parameters, new MatrixProductCounts(graph)).Run(graph)[map];
        long Plaintexts(Graph graph) => new PlaintextEstimate(parameters, new MatrixProductCounts(graph)).Run(graph, 1 << 30).Bytes;
        double Deviation(Graph graph) => NoiseAnalysis.Run(graph, new NoiseModel(parameters), weights, [Sample()]).Outputs[0].Deviation;
    }

    /// <summary>The errors of a pair's other ciphertext are imaginary ones and come on top, and what the map makes is doubled.</summary>
    [Theory]
    [InlineData(ComplexPacking.Operands)]
    [InlineData(ComplexPacking.Results)]
    public void PairsTakeMoreNoiseAndTheKeyForConjugation(ComplexPacking packing)
    {
        (Graph packed, WeightTable weights) = Circuit();
        CkksParameterSet parameters = InsecureChain.OfLevels(4);
        Graph apart = LowerToCkks.Run(packed, weights, parameters, new Level(0));
        Graph paired = With((apart, weights), map => map.Map.Output.CiphertextCount == 1 ? map : map with { Packing = packing });
        (Node node, _) = paired.Ops<CkksLinearMap>().First();

        Assert.Equal((null, new Level(2)), (EvaluationKeyNeeds.Of(apart).Conjugation, EvaluationKeyNeeds.Of(paired).Conjugation));
        Assert.True(new MatrixProductCounts(paired)[node.Id].Diagonals.Count < new MatrixProductCounts(apart)[node.Id].Diagonals.Count);
        Assert.InRange(Deviation(paired), 1.01 * Deviation(apart), 3 * Deviation(apart));
        Assert.Equal(new CkksInterpreter(apart, weights).Run(Sample())["y"].Values, new CkksInterpreter(paired, weights).Run(Sample())["y"].Values);

        double Deviation(Graph graph) => NoiseAnalysis.Run(graph, new NoiseModel(parameters), weights, [Sample()]).Outputs[0].Deviation;
    }

    /// <summary>With a key for conjugation the twelve results of a wide map go in pairs, and its keys are predicted.</summary>
    [Fact]
    public void WideMapsGoInPairs()
    {
        (Graph packed, WeightTable weights) = CircuitOf(Wide(3, 12));
        Graph ckks = LowerToCkks.Run(packed, weights, InsecureChain.OfLevels(2, 13), new Level(0), hasConjugation: true);
        EvaluationKeyNeeds predicted = new PackedKeyNeeds(packed, new PackedProducts(packed, hasConjugation: true))
            .Of(LevelPlacement.Leveled(DepthAnalysis.Run(packed, new Level(0))));

        Assert.Equal(ComplexPacking.Results, Assert.Single(ckks.Ops<CkksLinearMap>()).Op.Packing);
        Assert.NotNull(predicted.Conjugation);
        Assert.Equal(EvaluationKeyNeeds.Of(ckks).Conjugation, predicted.Conjugation);
        Assert.Equal(EvaluationKeyNeeds.Of(ckks).Rotations, predicted.Rotations);
        Assert.Equal(ComplexPacking.None, OpOf(Wide(3, 12)).Packing);
    }

    [Fact]
    public void NoiseIsSmallAndNotNothing()
    {
        (Graph packed, WeightTable weights) = Circuit();
        CkksParameterSet parameters = InsecureChain.OfLevels(4);

        NoiseReport report = NoiseAnalysis.Run(LowerToCkks.Run(packed, weights, parameters, new Level(0)), new NoiseModel(parameters), weights, [Sample()]);

        Assert.InRange(Assert.Single(report.Outputs).Deviation, 1e-12, 1e-3);
        Assert.Equal(SlotInterpreter.Run(packed, Sample(), weights)["y"].Values.Max(), report.Outputs[0].High, 1e-9);
    }

    [Fact]
    public void MemoryIsThatOfAllRotationsAndOfOnePeriodOfEachDiagonal()
    {
        (Graph packed, WeightTable weights) = Circuit();
        CkksParameterSet parameters = InsecureChain.OfLevels(4);
        Graph ckks = LowerToCkks.Run(packed, weights, parameters, new Level(0));
        MatrixProductCounts counts = new(ckks);
        (Node map, _) = ckks.Ops<CkksLinearMap>().First();
        MatrixWork work = counts[map.Id];
        MemoryEstimate estimate = new(parameters, counts);
        long limb = (long)parameters.N * sizeof(double);
        long limbs = ((CiphertextType)ckks.Nodes[0].Type).Level.LimbCount + parameters.P.Count;

        long working = estimate.Run(ckks)[map.Id.Index] - estimate.BytesOf((CiphertextType)ckks.Nodes[0].Type) - estimate.BytesOf((CiphertextType)map.Type);

        Assert.True(working >= 2 * work.Babies * limbs * limb, $"{working} bytes for {work.Babies} rotations");
        Assert.True(new PlaintextEstimate(parameters, counts).Run(ckks, 1 << 20).Bytes < 100 * 16 * 2 * 10 * sizeof(double));
    }

    private static Graph WithBabies((Graph Graph, WeightTable Weights) circuit, BabyForm form) => With(circuit, map => map with { Babies = form });

    private static Graph With((Graph Graph, WeightTable Weights) circuit, Func<CkksLinearMap, CkksLinearMap> change)
    {
        GraphBuilder builder = new(circuit.Graph.Name, circuit.Weights);
        foreach (Node node in circuit.Graph.Nodes)
        {
            builder.Add(node.Op is CkksLinearMap map ? change(map) : node.Op, node.Name);
        }

        foreach (GraphOutput output in circuit.Graph.Outputs)
        {
            builder.Output(output.Name, output.Value);
        }

        return builder.Build();
    }

    /// <summary>Bundles of rows of 64 features, in 4096 slots.</summary>
    private static LinearMap Wide(int operands, int results) => new(
        LayoutText.Parse($"t:64 f:{64 * operands} | {operands} ciphertexts | f*64:{operands} t:64 f:64"),
        LayoutText.Parse($"t:64 g:{64 * results} | {results} ciphertexts | g*64:{results} t:64 g:64"),
        ["f"],
        ["g"]);

    private static int StepOf(LinearMap map) => OpOf(map).Step;

    private static CkksLinearMap OpOf(LinearMap map)
    {
        (Graph packed, WeightTable weights) = CircuitOf(map);
        return Assert.Single(Lower(packed, weights).Ops<CkksLinearMap>()).Op;
    }

    private static (Graph Packed, WeightTable Weights) CircuitOf(LinearMap map)
    {
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        ValueId product = builder.Add(new PackedLinearMap(builder.Add(new PackedInput("x", map.Input), "x"), null, map), "map");
        builder.Output("y", builder.Add(new PackedOutput(product, "y", map.Output, Shape.Of(1)), "y"));
        return (builder.Build(), builder.Weights);
    }

    private static LinearMap Product() => new(Features, Hidden, ["f"], ["g"]);

    private static Graph Lower(Graph packed, WeightTable weights) => LowerToCkks.Run(packed, weights, InsecureChain.OfLevels(4), new Level(0));

    private static Dictionary<string, Tensor> Sample() => new() { ["x"] = Random(1, 64, 24) };

    private static Tensor Random(int seed, int rows, int columns)
    {
        Random random = new(seed);
        return new Tensor(ElementType.Float64, Shape.Of(rows, columns), [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextDouble() - 0.5)]);
    }

    /// <summary>y[t] = sum over g of x W.</summary>
    private static (Graph Packed, WeightTable Weights) Circuit()
    {
        GraphBuilder builder = new("circuit", WeightTable.Empty.With("W", Random(2, 24, 16)));
        ValueId x = builder.Add(new PackedInput("x", Features), "x");
        ValueId product = builder.Add(new PackedLinearMap(x, "W", Product()), "product");
        ValueId sum = builder.Add(new PackedLinearMap(product, null, new LinearMap(Hidden, Sums, ["g"])), "sum");
        builder.Output("y", builder.Add(new PackedOutput(sum, "y", Sums, Shape.Of(64)), "y"));
        return (builder.Build(), builder.Weights);
    }
}
