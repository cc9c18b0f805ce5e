using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Passes.Predict;
using PowerSoftmax.Passes.Tests.Circuits;
using PowerSoftmax.Passes.Tests.Kernels;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Rules;

/// <summary>What the compiler says of an attention whose products go in pairs.</summary>
public sealed class PairRuleTests
{
    private const string Attention = """
        %2 = tensor.linear(%0) {weight = "w6x6", bias = "b6"}
        %3 = tensor.linear(%1) {weight = "w6x6", bias = "b6"}
        %4 = tensor.contract(%2, %3) {left = "is", right = "js", result = "ij"}
        %5 = tensor.contract(%4, %3) {left = "ij", right = "js", result = "is"}
        """;

    private readonly Module packed = LowerToRows.Run(RowCircuit.Read("16x6 16x6", Attention), 1 << 9);

    private Graph Circuit => packed.Find(ModuleKeys.Circuit)!;

    private Dictionary<string, Tensor> Sample => RandomTensors.Inputs(RowCircuit.Read("16x6 16x6", Attention).Find(ModuleKeys.Circuit)!);

    [Fact]
    public void LoweringKeepsTheMeaning()
    {
        double[] expected = SlotInterpreter.Run(Circuit, Sample, packed.Weights)["y"].Values;
        double[] actual = new CkksInterpreter(Lower(), packed.Weights).Run(Sample)["y"].Values;

        Assert.All(expected.Zip(actual), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Contains(expected, static value => Math.Abs(value) > 0.01);
    }

    [Fact]
    public void PredictedCostsAndKeysAreThoseOfTheLoweredCircuit()
    {
        Graph ckks = Lower();
        CostModel model = new(CostTable.Default(), 10, 3);
        LevelNeeds needs = DepthAnalysis.Run(Circuit, new Level(0));
        PackedProducts products = new(Circuit, hasConjugation: true);
        PackedCosts before = new(Circuit, products);
        OperationCosts after = new(model, ckks, new MatrixProductCounts(ckks));
        EvaluationKeyNeeds keys = new PackedKeyNeeds(Circuit, products).Of(LevelPlacement.Leveled(needs));

        double predicted = Circuit.Nodes.Sum(node => before.Of(node, needs[node.Id]!.Value + ((PackedOp)node.Op).LevelsConsumed, model).Milliseconds);
        double lowered = ckks.Nodes.Where(static node => node.Op is not CkksMatchLevel).Sum(node => after.Of(node).Milliseconds);

        Assert.Equal(lowered, predicted, 1e-9 * lowered);
        Assert.Equal(EvaluationKeyNeeds.Of(ckks).Rotations, keys.Rotations);
        Assert.Equal(EvaluationKeyNeeds.Of(ckks).Relinearization, keys.Relinearization);
        Assert.Equal(EvaluationKeyNeeds.Of(ckks).Conjugation, keys.Conjugation);
        Assert.NotNull(keys.Conjugation);
    }

    /// <summary>What gathers pairs takes them as they come, and what spreads weights leaves them so: half the ciphertexts, no conjugation for each.</summary>
    [Fact]
    public void MapsTakePairsAndLeaveThem()
    {
        Graph ckks = Lower();
        MatrixProductCounts counts = new(ckks);
        (Node Node, CkksLinearMap Op)[] moves = [.. ckks.Ops<CkksLinearMap>().Where(static map => map.Op.Weight is null)];

        Assert.Equal([(ComplexPacking.Operands, false), (ComplexPacking.Results, true)], moves.Select(static map => (map.Op.Packing, map.Op.InPairs)));
        Assert.Equal(SlotForm.Pairs, ((CiphertextType)ckks[moves[0].Op.Input].Type).Form);
        Assert.Equal(0, counts[moves[1].Node.Id].Conjugations);
        Assert.Equal(2, ((CiphertextType)moves[1].Node.Type).Count);
    }

    [Fact]
    public void NoiseIsALittleMoreThanApart()
    {
        CkksParameterSet parameters = InsecureChain.OfLevels(6);
        Module apart = LowerToRows.Run(RowCircuit.Read("16x6 16x6", Attention), 1 << 9, hasConjugation: false);

        double inPairs = Deviation(Lower(), packed);
        double byThemselves = Deviation(LowerToCkks.Run(apart.Find(ModuleKeys.Circuit)!, apart.Weights, parameters, new Level(0)), apart);

        Assert.InRange(inPairs, 0.5 * byThemselves, 4 * byThemselves);

        double Deviation(Graph graph, Module module) => NoiseAnalysis.Run(graph, new NoiseModel(parameters), module.Weights, [Sample]).Outputs[0].Deviation;
    }

    /// <summary>An imaginary part takes room beside the real one: that of a pair is its second value.</summary>
    [Fact]
    public void PairsAreAsLargeAsBothOfTheirValues()
    {
        NoisySlots pairs = NoisySlots.OfPairs([3, 4], [1, 1]);

        Assert.Equal(4, pairs.LargestImaginary);
        Assert.Equal(Math.Sqrt(32), pairs.Magnitude, 1e-12);
        Assert.Equal(8, pairs.Add(NoisySlots.OfPairs([3, 4], [1, 1])).LargestImaginary);
        Assert.Equal(0, NoisySlots.Of([3, 4], 1).LargestImaginary);
    }

    private Graph Lower() => LowerToCkks.Run(Circuit, packed.Weights, InsecureChain.OfLevels(6), new Level(0), hasConjugation: true);
}
