using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Approximate;

/// <summary>Where the reference differs from the circuit, the one to blame is named: rounding, the model, or a pass.</summary>
public sealed class ExactnessCheckTests
{
    private const string Model = """
        weight "w" : Float64 4x4
        graph "model" {
        %0 = tensor.input() {name = "x", type = "Float64 2x4"} : tensor<Float64 2x4> "x"
        %1 = tensor.constant() {weight = "w"}
        %2 = tensor.matmul(%0, %1)
        %3 = tensor.gelu(%2) {tanh = 0} : tensor<Float64 2x4> "/gelu"
        return "y" %3
        }
        """;

    [Theory]
    [InlineData(0.5)]
    [InlineData(20)]
    public void ADifferenceThatIsNotThePassesIsRounding(double noise)
    {
        Diagnostic diagnostic = Refusal(values => [.. values.Select((value, index) => value + (index % 2 == 0 ? noise : -noise))]);

        Assert.Equal("PSM2011", diagnostic.Id);
        Assert.Contains("outputs of 'test' differ from those of exact arithmetic", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("No pass is to blame", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void AnAnswerThatIsNoNumberIsNamedWithElementAndSample(double value, string text)
    {
        Diagnostic diagnostic = Refusal(values => [values[0], value, .. values[2..]]);

        Assert.Equal("PSM2012", diagnostic.Id);
        Assert.Contains($"computes {text} as element [0, 1] of output 'y' on sample 0", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SmallRoundingIsAccepted()
    {
        Module model = GraphText.Read(Model);
        PassContext context = Context(model, static values => [.. values.Select(static value => value * (1 + 2e-3))]);

        TensorPipeline.Run(model, context);

        Assert.NotNull(context.Approximation);
    }

    private static Diagnostic Refusal(Func<double[], double[]> change)
    {
        Module model = GraphText.Read(Model);
        return Assert.Throws<DiagnosticException>(() => TensorPipeline.Run(model, Context(model, change))).Diagnostic;
    }

    private static PassContext Context(Module model, Func<double[], double[]> change)
    {
        IReadOnlyDictionary<string, Tensor>[] samples = [.. Enumerable.Range(0, 16).Select(seed => RandomTensors.Inputs(model.Graphs[0], seed))];
        Noisy source = new(new InterpretedCalibration(model.Graphs[0], model.Weights, samples), change);
        return new PassContext(new DiagnosticBag(), new CompilerOptions { AgreementAsked = 0 }, source);
    }

    /// <summary>A reference whose answers are changed; inputs stay.</summary>
    private sealed class Noisy(ICalibrationSource source, Func<double[], double[]> change) : ICalibrationSource
    {
        public int SampleCount => source.SampleCount;

        public Tensor Value(int sample, string nodeName)
        {
            Tensor value = source.Value(sample, nodeName);
            return nodeName == "x" ? value : new Tensor(value.Type.Element, value.Shape, change(value.Values));
        }
    }
}
