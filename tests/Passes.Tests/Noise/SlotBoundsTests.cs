using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Passes.Predict;
using PowerSoftmax.Passes.Tests.Circuits;

namespace PowerSoftmax.Passes.Tests.Noise;

public class SlotBoundsTests
{
    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(1.0, 2.0)]
    [InlineData(0.6, 1.0)]
    [InlineData(0.7, 2.0)]
    [InlineData(1.4, 4.0)]
    [InlineData(0.01, 0.015625)]
    [InlineData(double.NaN, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    public void ABoundIsThePowerOfTwoBeyondHalfAsMuchAgain(double largest, double bound) => Assert.Equal(bound, SlotBounds.Bound(largest));

    [Fact]
    public void EveryValueIsBoundedOverAllSamples()
    {
        PackedCircuit circuit = new();
        ValueId x = circuit.Input("x");
        ValueId scaled = circuit.Scale(x, -8);
        circuit.Output(scaled);
        Graph packed = circuit.Build();
        Dictionary<string, Tensor>[] samples = [.. new[] { 0.25, 0.5 }.Select(static value => new Dictionary<string, Tensor>
        {
            ["x"] = new Tensor(ElementType.Float64, Shape.Of(PackedCircuit.Size), [.. Enumerable.Repeat(value, PackedCircuit.Size)]),
        })];

        IReadOnlyList<double> bounds = SlotBounds.Of(packed, circuit.Weights, samples);

        Assert.Equal(1, bounds[x.Index]);
        Assert.Equal(8, bounds[scaled.Index]);
    }

    [Fact]
    public void ABootstrapAddsAShareOfItsBoundToEverySlot()
    {
        CkksParameterSet parameters = InsecureChain.OfLevels(4);
        Layout layout = LayoutText.Parse("f:512 | f:512");
        GraphBuilder builder = new("circuit", WeightTable.Empty);
        ValueId x = builder.Add(new CkksInput("x", layout, new Level(2), parameters.DefaultScale(new Level(2))), "x");
        ValueId raised = builder.Add(
            new CkksBootstrap(x, new Level(4), parameters.DefaultScale(new Level(4)), 16, new Level(2), new Level(4)), "x.bootstrap");
        builder.Output("y", builder.Add(new CkksOutput(raised, "y", layout, Shape.Of(512)), "y"));
        Tensor message = new(ElementType.Float64, Shape.Of(512), [.. Enumerable.Range(0, 512).Select(static i => i / 64.0)]);

        NoiseModel model = new(parameters, 18);
        NoiseReport report = NoiseAnalysis.Run(
            builder.Build(), model, WeightTable.Empty, [new Dictionary<string, Tensor> { ["x"] = message }]);

        // And half of the variance of the key switch that removes imaginary parts.
        double added = Math.Pow(report.Nodes[raised.Index].Deviation, 2) - Math.Pow(report.Nodes[x.Index].Deviation, 2);
        double expected = Math.Pow(16 * Math.Pow(2, -18), 2) + (model.KeySwitch(new Level(2), parameters.DefaultScale(new Level(2))) / 2);
        Assert.Equal(1, added / expected, 1e-9);
    }

    [Theory]
    [InlineData(1e12, 5)]
    [InlineData(1, 1)]
    public void OfLargeCircuitsTheFirstSamplesAreLookedAt(double most, int expected)
    {
        PackedCircuit circuit = new();
        circuit.Output(circuit.Scale(circuit.Input("x"), 2));
        Dictionary<string, Tensor>[] samples = [.. Enumerable.Range(0, 5).Select(static _ => new Dictionary<string, Tensor>())];

        Assert.Equal(samples.Take(expected), LookedSamples.Of(circuit.Build(), samples, most));
    }
}
