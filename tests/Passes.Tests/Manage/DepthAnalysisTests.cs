using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Tests.Circuits;

namespace PowerSoftmax.Passes.Tests.Manage;

public class DepthAnalysisTests
{
    [Fact]
    public void EachValueHasTheLowestLevelThatServesAllItsUsers()
    {
        PackedCircuit circuit = new();
        ValueId x = circuit.Input("x");
        ValueId y = circuit.Input("y");
        ValueId square = circuit.Multiply(x, x);
        ValueId cube = circuit.Multiply(square, x);
        ValueId sum = circuit.Add(cube, y);
        circuit.Output(sum);

        LevelNeeds needs = DepthAnalysis.Run(circuit.Build(), new Level(0));

        Assert.Equal(new Level(2), needs[x]);
        Assert.Equal(new Level(0), needs[y]);
        Assert.Equal(new Level(1), needs[square]);
        Assert.Equal(new Level(0), needs[cube]);
        Assert.Equal(new Level(0), needs[sum]);
        Assert.Equal(2, needs.Depth);
    }

    [Theory]
    [InlineData(7, -1.0, 1.0, 3)]
    [InlineData(8, -1.0, 1.0, 4)]
    [InlineData(7, -2.0, 2.0, 4)]
    [InlineData(1, -1.0, 1.0, 1)]
    public void APolynomialCostsItsDepthAndALevelForItsAffineMap(int degree, double low, double high, int levels)
    {
        PackedCircuit circuit = new();
        double[] coefficients = [.. Enumerable.Range(1, degree + 1).Select(static k => 1.0 / k)];
        circuit.Output(circuit.Polynomial(circuit.Input("x"), new Interval(low, high), coefficients));

        Assert.Equal(levels, DepthAnalysis.Run(circuit.Build(), new Level(0)).Depth);
    }

    [Fact]
    public void TheDeepestPathNamesTheNodesThatConsumeLevels()
    {
        PackedCircuit circuit = new();
        ValueId x = circuit.Input("x");
        ValueId shallow = circuit.Scale(x, 0.5, "/shallow");
        ValueId deep = circuit.Multiply(circuit.Shift(circuit.Mask(x, "/mask"), 1.0), circuit.Input("z"), "/square");
        circuit.Output(circuit.Add(shallow, deep));

        Assert.Equal("/mask (1), /square (1)", DepthAnalysis.Run(circuit.Build(), new Level(0)).PathText);
    }

    [Fact]
    public void IntegersAndUnusedValuesCostNothing()
    {
        PackedCircuit circuit = new();
        ValueId x = circuit.Input("x");
        ValueId unused = circuit.Multiply(x, x);
        circuit.Output(circuit.Scale(x, -3.0));

        LevelNeeds needs = DepthAnalysis.Run(circuit.Build(), new Level(1));

        Assert.Null(needs[unused]);
        Assert.Equal(1, needs.Depth);
    }
}
