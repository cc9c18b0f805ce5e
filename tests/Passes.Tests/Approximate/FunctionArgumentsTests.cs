using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Approximate;

public sealed class FunctionArgumentsTests
{
    private readonly FunctionSite site = FunctionSite.Of(GraphText.Read("""
        graph "circuit" {
        %0 = tensor.input() {name = "x", type = "Float64 2"} : tensor<Float64 2> "x"
        %1 = tensor.tanh(%0) : tensor<Float64 2> "/act"
        return "y" %1
        }
        """).Graphs[0]).Single();

    private readonly FunctionArguments arguments = new();

    [Fact]
    public void SamplesAddUp()
    {
        arguments.Add(site, [0.5, -3]);
        arguments.Add(site, [7, 0]);

        Assert.Equal((-3, 7, 4), (arguments.Of(site).Min, arguments.Of(site).Max, arguments.Of(site).Total));
    }

    /// <summary>Neither the sample before nor the one behind hides it; it is named where the function is asked for, once the samples were judged.</summary>
    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void AnArgumentThatIsNoNumberIsNamedWithItsNode(double broken, string text)
    {
        arguments.Add(site, [0.5, 1]);
        arguments.Add(site, [1, broken]);
        arguments.Add(site, [2, 3]);

        Diagnostic error = Assert.Throws<DiagnosticException>(() => arguments.Of(site)).Diagnostic;

        Assert.Equal("PSM3001", error.Id);
        Assert.Contains($"Node '/act' (tanh) cannot be evaluated on encrypted data: calibration met the argument {text}.", error.Message, StringComparison.OrdinalIgnoreCase);
    }
}
