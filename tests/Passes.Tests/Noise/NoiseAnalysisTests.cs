using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Passes.Tests.Circuits;

namespace PowerSoftmax.Passes.Tests.Noise;

public class NoiseAnalysisTests
{
    private static readonly CkksParameterSet Parameters = InsecureChain.OfLevels(10);

    private readonly NoiseModel model = new(Parameters);

    [Fact]
    public void LoweringKeepsTheMeaningOfEveryOp()
    {
        PackedCircuit circuit = new();
        ValueId x = circuit.Input("x");
        ValueId masked = circuit.Shift(circuit.Mask(circuit.Scale(x, 0.3)), 0.5);
        ValueId power = circuit.Multiply(masked, circuit.Multiply(masked, x));
        ValueId mapped = circuit.Polynomial(circuit.Sum(circuit.Rotate(power, 3)), new Interval(-4, 8), [0.5, 0.25, 0.1, -0.2]);
        ValueId joined = circuit.Add(circuit.Multiply(mapped, x), circuit.Multiply(masked, power));
        circuit.Output(circuit.Matrix(circuit.Scale(joined, 2)));
        Graph packed = circuit.Build();

        IReadOnlyDictionary<string, Tensor> sample = Samples.Of(packed);
        double[] expected = SlotInterpreter.Run(packed, sample, circuit.Weights)["y"].Values;
        OutputNoise actual = Assert.Single(Run(circuit).Outputs);

        Assert.Equal(expected.Min(), actual.Low, 12);
        Assert.Equal(expected.Max(), actual.High, 12);
    }

    [Fact]
    public void AFreshInputHasTheNoiseOfEncryption()
    {
        PackedCircuit circuit = new();
        circuit.Output(circuit.Input("x"));

        double variance = model.Fresh(Parameters.DefaultScale(new Level(0)));

        Assert.Equal(Math.Sqrt(variance), Run(circuit).Outputs[0].Deviation, 1e-12);

        // N = 2^10: sqrt(N / 2 * (1/12 + (1 + 2 N / 3) / 12)) = 171 units of a coefficient.
        Assert.Equal(171, Math.Sqrt(variance) * Math.Pow(2, 40), 1.0);
    }

    [Fact]
    public void TheErrorsOfASquareAddUpInStep()
    {
        NoiseReport square = Run(Product(same: true));
        NoiseReport product = Run(Product(same: false));

        Assert.True(square.Outputs[0].Deviation > 1.2 * product.Outputs[0].Deviation);
    }

    [Fact]
    public void ALargerScaleGivesAsManyBitsMore()
    {
        PackedCircuit circuit = Product(same: true);
        CkksParameterSet finer = CkksParameterSet.Create(
            PrimeSelection.Select(new ChainRequest(10, 10, 44, 48, 1, SecurityLevel.InsecureTest)));

        double bits = Run(circuit).Bits;

        Assert.Equal(bits + 4, Run(circuit, finer).Bits, 0.2);
    }

    [Fact]
    public void MoreDigitsThanTheSpecialPrimesCoverWouldBeSeenInTheNoise()
    {
        Scale scale = Parameters.DefaultScale(new Level(5));

        Assert.True(model.KeySwitch(new Level(5), scale) > model.Rescale(scale));
        Assert.True(model.KeySwitch(new Level(5), scale) > model.KeySwitch(new Level(1), scale));
    }

    private static PackedCircuit Product(bool same)
    {
        PackedCircuit circuit = new();
        ValueId x = circuit.Input("x");
        circuit.Output(circuit.Multiply(x, same ? x : circuit.Input("x")));
        return circuit;
    }

    private static NoiseReport Run(PackedCircuit circuit, CkksParameterSet? parameters = null)
    {
        Graph packed = circuit.Build();
        CkksParameterSet chosen = parameters ?? Parameters;
        Graph ckks = LowerToCkks.Run(packed, circuit.Weights, chosen, new Level(0));
        return NoiseAnalysis.Run(ckks, new NoiseModel(chosen), circuit.Weights, [Samples.Of(packed)]);
    }
}
