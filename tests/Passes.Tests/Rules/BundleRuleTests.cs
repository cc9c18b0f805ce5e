using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Answers;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Passes.Predict;
using PowerSoftmax.Passes.Tests.Circuits;

namespace PowerSoftmax.Passes.Tests.Rules;

/// <summary>What the compiler says of bundles: the meaning of each ciphertext, and the time, noise, memory and keys of all of them.</summary>
public sealed class BundleRuleTests
{
    private const int Count = 3;

    private static readonly Layout Bundle = LayoutText.Parse("t:4 f:24 | 3 ciphertexts | f*8:3 r:16 t:4 f:8");
    private static readonly Layout One = Bundle.SummedCiphertexts();
    private static readonly Layout Mask = LayoutText.Parse("c:3 | 3 ciphertexts | c:3 r:512");

    [Fact]
    public void LoweringKeepsTheMeaning()
    {
        (Graph packed, WeightTable weights) = Circuit();
        Graph ckks = Lower(packed, weights);

        double[] expected = SlotInterpreter.Run(packed, Sample(), weights)["y"].Values;
        double[] actual = new CkksInterpreter(ckks, weights).Run(Sample())["y"].Values;

        Assert.All(expected.Zip(actual), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Contains(expected, static value => Math.Abs(value) > 0.01);
    }

    [Fact]
    public void ProductsWaitForTheSumOfTheirCiphertexts()
    {
        (Graph packed, WeightTable weights) = Circuit();
        Graph ckks = Lower(packed, weights);

        Node sum = Assert.Single(ckks.Ops<CkksSum>()).Node;
        Assert.Equal(2, ((CiphertextType)sum.Type).Degree);
        Assert.Equal(1, ((CiphertextType)Assert.Single(ckks.Ops<CkksRelinearize>()).Node.Type).Count);
    }

    [Fact]
    public void PredictedCostsAreThoseOfEveryCiphertext()
    {
        (Graph packed, WeightTable weights) = Circuit();
        Graph ckks = Lower(packed, weights);
        CostModel model = new(CostTable.Default(), 10, 3);
        LevelNeeds needs = DepthAnalysis.Run(packed, new Level(0));
        PackedCosts before = new(packed, new PackedProducts(packed, hasConjugation: false));
        OperationCosts after = new(model, ckks, new MatrixProductCounts(ckks));

        OperationCost predicted = packed.Nodes
            .Select(node => before.Of(node, needs[node.Id]!.Value + ((PackedOp)node.Op).LevelsConsumed, model))
            .Aggregate(static (sum, cost) => sum + cost);
        OperationCost lowered = ckks.Nodes.Where(static node => node.Op is not CkksMatchLevel)
            .Select(after.Of).Aggregate(static (sum, cost) => sum + cost);
        Node rotation = ckks.Ops<CkksRotate>().First().Node;

        Assert.Equal(lowered.Milliseconds, predicted.Milliseconds, 1e-9);
        Assert.Equal((lowered.Rotations, lowered.KeySwitches, lowered.Products), (predicted.Rotations, predicted.KeySwitches, predicted.Products));
        Assert.Equal(Count * model.KeySwitch(((CiphertextType)rotation.Type).Level), after.Of(rotation).Milliseconds, 1e-9);
        Assert.Equal(OperationCost.Free, after.Of(ckks.Ops<CkksJoin>().First().Node));
        Assert.Equal(OperationCost.Free, after.Of(ckks.Ops<CkksPart>().First().Node));
    }

    [Fact]
    public void KeysAreThoseOfTheLoweredCircuit()
    {
        (Graph packed, WeightTable weights) = Circuit();
        EvaluationKeyNeeds lowered = EvaluationKeyNeeds.Of(Lower(packed, weights));

        EvaluationKeyNeeds predicted = new PackedKeyNeeds(packed, new PackedProducts(packed, hasConjugation: false)).Of(LevelPlacement.Leveled(DepthAnalysis.Run(packed, new Level(0))));

        Assert.Equal(lowered.Relinearization, predicted.Relinearization);
        Assert.Equal(lowered.Rotations, predicted.Rotations);
        Assert.Equal([8, 16], predicted.Rotations.Keys);
    }

    [Fact]
    public void NoiseIsThatOfEachCiphertext()
    {
        (Graph packed, WeightTable weights) = Circuit();
        CkksParameterSet parameters = InsecureChain.OfLevels(4);
        NoiseReport report = NoiseAnalysis.Run(LowerToCkks.Run(packed, weights, parameters, new Level(0)), new NoiseModel(parameters), weights, [Sample()]);

        Assert.InRange(Assert.Single(report.Outputs).Deviation, 1e-12, 1e-3);
        Assert.Equal(SlotInterpreter.Run(packed, Sample(), weights)["y"].Values.Max(), report.Outputs[0].High, 1e-9);
    }

    [Fact]
    public void PartsAndJoinedBundlesTakeNoMemoryOfTheirOwn()
    {
        CkksParameterSet parameters = InsecureChain.OfLevels(4);
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        ValueId x = builder.Add(new CkksInput("x", Bundle, new Level(2), parameters.DefaultScale(new Level(2))), "x");
        ValueId part = builder.Add(new CkksPart(x, 0, 2), "part");
        ValueId twice = builder.Add(new CkksJoin(EquatableArray<ValueId>.Of(part, part, part)), "twice");
        ValueId sum = builder.Add(new CkksSum(twice), "sum");
        builder.Add(new CkksOutput(sum, "y", One, Shape.Of(4, 8)), "y");
        Graph graph = builder.Build();
        MemoryEstimate estimate = new(parameters, new MatrixProductCounts(graph));
        long one = estimate.BytesOf((CiphertextType)graph[sum].Type);

        // The third ciphertext of x goes with x; the other two stay until the sum has them.
        Assert.Equal([3 * one, 3 * one, 2 * one, 3 * one, 2 * one], estimate.Run(graph));
    }

    [Fact]
    public void AnAnswerOfABundleIsMasked()
    {
        GraphBuilder builder = new(ModuleKeys.Circuit, WeightTable.Empty.With("w", new Tensor(ElementType.Float64, Shape.Of(3), [0.5, 0.25, 0.125])));
        ValueId product = builder.Add(new PackedMultiplyPlain(builder.Add(new PackedInput("x", Bundle), "x"), "w", Mask), "w");
        Layout narrow = LayoutText.Parse("f:3 | 3 ciphertexts | f:3 r:1/512u");
        builder.Output("y", builder.Add(new PackedOutput(product, "y", narrow, Shape.Of(3)), "y"));
        Module module = new("m", EquatableArray<MetadataEntry>.Empty, EquatableArray<Graph>.Of(builder.Build()), builder.Weights);

        AnswerContents before = Assert.Single(AnswerAnalysis.Run(module.Graphs[0], module.Weights));
        Module hidden = HideAnswers.Run(module);

        Assert.False(before.ShowsOutputsOnly);
        Assert.Equal(3 * 512, before.SlotCount);
        Assert.All(AnswerAnalysis.Run(hidden.Graphs[0], hidden.Weights), static answer => Assert.True(answer.ShowsOutputsOnly));
    }

    private static Graph Lower(Graph packed, WeightTable weights) => LowerToCkks.Run(packed, weights, InsecureChain.OfLevels(4), new Level(0));

    private static Dictionary<string, Tensor> Sample()
    {
        Random random = new(1);
        return new() { ["x"] = new Tensor(ElementType.Float64, Shape.Of(4, 24), [.. Enumerable.Range(0, 96).Select(_ => random.NextDouble() - 0.5)]) };
    }

    /// <summary>y = p(join(x + m, x0 sum of rot(x) x)) with every op that takes bundles.</summary>
    private static (Graph Packed, WeightTable Weights) Circuit()
    {
        GraphBuilder builder = new("circuit", WeightTable.Empty.With("m", new Tensor(ElementType.Float64, Shape.Of(3), [0.5, -0.25, 0.125])));
        ValueId x = builder.Add(new PackedInput("x", Bundle), "x");
        ValueId moved = builder.Add(new PackedRotate(x, 16, Bundle.Rotated(16)), "moved");
        ValueId product = builder.Add(new PackedMultiply(moved, x, Bundle), "product");
        ValueId total = builder.Add(new PackedSum(product, One), "total");
        ValueId biased = builder.Add(new PackedAddPlain(x, "m", Mask), "biased");
        ValueId last = builder.Add(new PackedPart(biased, 1, LayoutText.Parse("t:4 g:16 | 2 ciphertexts | g*8:2 r:16 t:4 g:8")), "last");
        ValueId joined = builder.Add(new PackedJoin(EquatableArray<ValueId>.Of(last, total), Bundle), "joined");
        ValueId curved = builder.Add(new PackedPolynomial(joined, new ChebyshevSeries(new Interval(-2, 2), [0.1, 0.5, 0.25])), "curved");
        ValueId summed = builder.Add(new PackedSumSlots(curved, EquatableArray<long>.Of(8), Bundle), "summed");
        builder.Output("y", builder.Add(new PackedOutput(summed, "y", Bundle, Shape.Of(4, 24)), "y"));
        return (builder.Build(), builder.Weights);
    }
}
