using PowerSoftmax.Cli.Samples;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Cli.Tests.Samples;

public sealed class SampleSetTests
{
    private static readonly Input Tokens = new("tokens", new TensorType(ElementType.Int64, Shape.Of(1, 2)));

    [Fact]
    public void RowsTakeTheShapeOfTheInput()
    {
        SampleSet samples = Of(new Tensor(ElementType.Int64, Shape.Of(3, 2), [1, 2, 3, 4, 5, 6]));

        Assert.Equal(3, samples.Count);
        Assert.Equal(Shape.Of(1, 2), samples[1]["tokens"].Shape);
        Assert.Equal([3, 4], samples[1]["tokens"].Values);
    }

    [Fact]
    public void WrongShapeIsRefused()
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(
            static () => Of(new Tensor(ElementType.Int64, Shape.Of(3, 3), new double[9])));

        Assert.Equal("PSM1003", error.Diagnostic.Id);
        Assert.Contains("3x3", error.Message);
        Assert.Contains("1x2", error.Message);
    }

    [Fact]
    public void MissingArrayIsNamedWithThoseThatAreThere()
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(static () => SampleSet.Of(
            "some.npz", new Dictionary<string, Tensor> { ["ids"] = Tensor.Scalar(1) }, [Tokens]));

        Assert.Contains("'tokens'", error.Message);
        Assert.Contains("ids", error.Message);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void AValueThatIsNoNumberIsNamedWithItsSample(double value, string text)
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Of(new Tensor(ElementType.Float32, Shape.Of(3, 2), [1, 2, 3, 4, value, 6])));

        Assert.Equal("PSM2017", error.Diagnostic.Id);
        Assert.Contains($"'some.npz': array 'tokens' is {text} at element [2, 0] of sample 2", error.Message);
    }

    [Fact]
    public void ArraysThatAreNoInputMayHoldAnything() => Assert.Equal(1, SampleSet.Of(
        "some.npz",
        new Dictionary<string, Tensor> { ["tokens"] = new(ElementType.Int64, Shape.Of(1, 2), [1, 2]), ["labels"] = Tensor.Scalar(double.NaN) },
        [Tokens]).Count);

    private static SampleSet Of(Tensor tokens) =>
        SampleSet.Of("some.npz", new Dictionary<string, Tensor> { ["tokens"] = tokens }, [Tokens]);
}
