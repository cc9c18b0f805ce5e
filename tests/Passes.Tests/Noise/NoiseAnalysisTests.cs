using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Passes.Predict;
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

    // What the extension of a digit without a correction adds is simulated: the sum of its residues' shares of the digit's modulus.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void TheNoiseOfAKeySwitchGrowsWithThePrimesOfADigit(int specialPrimes)
    {
        CkksParameterSet parameters = CkksParameterSet.Create(
            PrimeSelection.Select(new ChainRequest(10, 7, 48, 48, specialPrimes, SecurityLevel.InsecureTest)));
        Level top = new(7);
        Scale scale = parameters.DefaultScale(top);
        double digits = 0;
        for (int first = 0; first < top.LimbCount; first += specialPrimes)
        {
            int count = Math.Min(specialPrimes, top.LimbCount - first);
            double ratio = Math.Pow(2, SecurityTable.Log2(parameters.Q.Skip(first).Take(count)) - SecurityTable.Log2(parameters.P));
            digits += ratio * ratio * VarianceOfSharesOfOne(count);
        }

        // Errors of sigma 3.2 on N coefficients of each digit, then the rounding of c0 + c1 s; N / 2 of it in a slot's real part.
        double coefficient = (1024 * 3.2 * 3.2 * digits) + ((1 + (2 * 1024 / 3.0)) / 12);

        Assert.Equal(1, new NoiseModel(parameters).KeySwitch(top, scale) / (512 * coefficient / (scale.Value * scale.Value)), 0.05);
        Assert.True(1024 * 3.2 * 3.2 * digits > 0.2 * coefficient, "the digits hardly count");
    }

    [Fact]
    public void TheNoiseIsThatOfTheWorstSample()
    {
        PackedCircuit circuit = new();
        ValueId x = circuit.Input("x");
        circuit.Output(circuit.Multiply(x, circuit.Multiply(x, x)));
        Graph packed = circuit.Build();
        Graph ckks = LowerToCkks.Run(packed, circuit.Weights, Parameters, new Level(0));
        IReadOnlyDictionary<string, Tensor> small = Times(0.01, Samples.Of(packed));
        IReadOnlyDictionary<string, Tensor> large = Times(-4, Samples.Of(packed));
        NoiseReport OfSamples(params IReadOnlyDictionary<string, Tensor>[] samples) => NoiseAnalysis.Run(ckks, model, circuit.Weights, samples);
        OutputNoise first = OfSamples(small).Outputs[0];
        OutputNoise second = OfSamples(large).Outputs[0];

        Assert.True(second.Deviation > 10 * first.Deviation);
        Assert.All(new[] { OfSamples(small, large), OfSamples(large, small), OfSamples(small, small, large) }, report =>
        {
            Assert.Equal(second.Deviation, report.Outputs[0].Deviation);
            Assert.Equal((Math.Min(first.Low, second.Low), Math.Max(first.High, second.High)), (report.Outputs[0].Low, report.Outputs[0].High));
            Assert.Equal(OfSamples(large).Nodes[0].Magnitude, report.Nodes[0].Magnitude);
        });
    }

    private static IReadOnlyDictionary<string, Tensor> Times(double factor, IReadOnlyDictionary<string, Tensor> sample) => sample.ToDictionary(
        static pair => pair.Key, pair => new Tensor(pair.Value.Type.Element, pair.Value.Shape, Array.ConvertAll(pair.Value.Values, value => factor * value)));

    private static double VarianceOfSharesOfOne(int count)
    {
        Random random = new(count);
        return Enumerable.Range(0, 100_000).Average(_ => Math.Pow(Enumerable.Range(0, count).Sum(_ => random.NextDouble() - 0.5), 2));
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
