using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Predict;

namespace PowerSoftmax.Passes.Tests.Costs;

public class BootstrapCostsTests
{
    private static readonly BootstrappingSet Set = BootstrappingSet.Of(BootstrappingSets.Find(16, 12, SecurityLevel.Bits128)!, 20);

    private static readonly CostModel Model = new(CostTable.Default(), 16, 8);

    private static readonly BootstrapCosts Costs = new(Model, Set);

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(15)]
    public void ABundleOfEightCostsMoreThanFourAndLessThanEight(int target)
    {
        OperationCost one = Costs.Of(new Level(target), 1), eight = Costs.Of(new Level(target), 8);

        // Measured: a pair takes 1.5 times as long as one.
        Assert.InRange(eight.Milliseconds / one.Milliseconds, 5, 7);
        Assert.InRange(eight.KeySwitches, (4 * one.KeySwitches) + 1, (8 * one.KeySwitches) - 1);
        Assert.Equal(8 * one.Products, eight.Products);
    }

    [Fact]
    public void TheLastOfAnOddNumberGoesByItself()
    {
        Level target = new(9);

        Assert.Equal(Costs.Of(target, 2) + Costs.Of(target, 2) + Costs.Of(target, 1), Costs.Of(target, 5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void ANodeCostsWhatItsBundleDoes(int count)
    {
        Level target = new(9);
        Layout layout = LayoutText.Parse(count == 1 ? "f:32768 | f:32768" : $"c:{count} f:32768 | {count} ciphertexts | c:{count} f:32768");
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        ValueId x = builder.Add(new CkksInput("x", layout, Set.Least, new Scale(1L << 40)), "x");
        ValueId raised = builder.Add(new CkksBootstrap(x, target, new Scale(1L << 40), 1, Set.Least, Set.Top), "x.bootstrap");
        builder.Output("y", builder.Add(new CkksOutput(raised, "y", layout, count == 1 ? Shape.Of(32768) : Shape.Of(count, 32768)), "y"));
        Graph graph = builder.Build();

        Assert.Equal(Costs.Of(target, count), new OperationCosts(Model, graph, new MatrixProductCounts(graph), Costs).Of(graph[raised]));
    }
}
