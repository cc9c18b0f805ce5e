using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Predict;
using PowerSoftmax.Passes.Tests.Circuits;

namespace PowerSoftmax.Passes.Tests.Costs;

public class PackedCostsTests
{
    [Fact]
    public void TheyAreWhatTheLoweredCircuitCostsWithoutMatchingLevels()
    {
        PackedCircuit circuit = EveryOp();
        Graph packed = circuit.Build();
        Graph ckks = LowerToCkks.Run(packed, circuit.Weights, InsecureChain.OfLevels(16), new Level(0));
        CostModel model = new(CostTable.Default(), 10, 3);
        LevelNeeds needs = DepthAnalysis.Run(packed, new Level(0));
        PackedCosts before = new(packed, new PackedProducts(packed, hasConjugation: false));
        OperationCosts after = new(model, ckks, new MatrixProductCounts(ckks));

        OperationCost predicted = packed.Nodes
            .Select(node => before.Of(node, needs[node.Id]!.Value + ((PackedOp)node.Op).LevelsConsumed, model))
            .Aggregate(static (sum, cost) => sum + cost);
        OperationCost lowered = ckks.Nodes.Where(static node => node.Op is not CkksMatchLevel)
            .Select(after.Of).Aggregate(static (sum, cost) => sum + cost);

        Assert.Equal(lowered.Milliseconds, predicted.Milliseconds, 1e-9);
        Assert.Equal(lowered.EncodeMilliseconds, predicted.EncodeMilliseconds, 1e-9);
        Assert.Equal((lowered.Rotations, lowered.KeySwitches, lowered.Products), (predicted.Rotations, predicted.KeySwitches, predicted.Products));
    }

    [Fact]
    public void TheyRiseWithTheLevel()
    {
        Graph packed = EveryOp().Build();
        CostModel model = new(CostTable.Default(), 16, 4);
        PackedCosts costs = new(packed, new PackedProducts(packed, hasConjugation: false));

        Assert.All(packed.Nodes, node =>
        {
            double[] times = [.. Enumerable.Range(6, 20).Select(level => costs.Of(node, new Level(level), model).Milliseconds)];
            Assert.Equal(times.Order(), times);
        });
    }

    [Fact]
    public void AnotherDialectHasNone()
    {
        PackedCircuit circuit = new();
        circuit.Output(circuit.Mask(circuit.Input("x")));
        Graph packed = circuit.Build();
        Node ckks = LowerToCkks.Run(packed, circuit.Weights, InsecureChain.OfLevels(2), new Level(0)).Nodes[1];

        IrException error = Assert.Throws<IrException>(() => new PackedCosts(packed, new PackedProducts(packed, hasConjugation: false)).Of(ckks, new Level(1), new CostModel(CostTable.Default(), 10, 1)));
        Assert.Contains("ckks.multiply_plain) has no line in the rules of the Packed dialect", error.Message);
    }

    private static PackedCircuit EveryOp()
    {
        double[] degree7 = [0.5, 0.25, 0, 0.125, 0, 0.0625, 0, 0.03];
        PackedCircuit circuit = new();
        ValueId x = circuit.Input("x");
        ValueId masked = circuit.Shift(circuit.Mask(circuit.Scale(x, 0.3)), 1.5);
        ValueId power = circuit.Multiply(masked, circuit.Multiply(masked, x));
        ValueId mapped = circuit.Polynomial(circuit.Sum(circuit.Rotate(power, 3)), new Interval(-2, 4), degree7);
        ValueId unit = circuit.Polynomial(mapped, new Interval(-1, 1), degree7);
        ValueId joined = circuit.Add(circuit.Multiply(unit, x), circuit.Multiply(masked, power));
        ValueId scaled = circuit.Add(circuit.Scale(joined, 0.5), circuit.Scale(unit, 0.25));
        circuit.Output(circuit.Matrix(circuit.Add(circuit.Scale(scaled, 2), x)));
        return circuit;
    }
}
