using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Passes.Check;
using PowerSoftmax.Passes.Split;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Check;

/// <summary>Each cause is reported once, as what it is, with all of its nodes.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void NodesRefusedForOneReasonAreOneFinding()
    {
        Diagnostic diagnostic = Assert.Single(Findings("""
            weight "w" : Float64 4x4
            graph "model" {
            %0 = tensor.input() {name = "x", type = "Float64 2x4"}
            %1 = tensor.linear(%0) {weight = "w"}
            %2 = tensor.relu(%1) : tensor<Float64 2x4> "/relu.0"
            %3 = tensor.linear(%2) {weight = "w"}
            %4 = tensor.relu(%3) : tensor<Float64 2x4> "/relu.1"
            %5 = tensor.linear(%4) {weight = "w"}
            %6 = tensor.relu(%5) : tensor<Float64 2x4> "/relu.2"
            return "y" %6
            }
            """));

        Assert.Contains("Node '/relu.0' (tensor.relu)", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("The same holds for '/relu.1', '/relu.2'.", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("weight \"c\" : Int64 scalar = 0", "%3 = tensor.gather(%1, %2) {axis = 0}", "picking by a constant index")]
    [InlineData("weight \"c\" : Float64 scalar = 2", "%3 = tensor.power(%2, %1)", "a power of a constant")]
    [InlineData("weight \"c\" : Float64 4 = 0", "%3 = tensor.divide(%1, %2)", "a constant that holds zeros")]
    public void AConstantOperandIsNotCalledEncrypted(string weight, string line, string words)
    {
        Diagnostic diagnostic = Assert.Single(Findings($$"""
            {{weight}}
            weight "w" : Float64 4x4
            graph "model" {
            %0 = tensor.input() {name = "x", type = "Float64 2x4"}
            %1 = tensor.linear(%0) {weight = "w"}
            %2 = tensor.constant() {weight = "c"}
            {{line}}
            return "y" %3
            }
            """));

        Assert.Contains(words, diagnostic.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("encrypted index", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%1 = tensor.relu(%0)")]
    [InlineData("%1 = tensor.softmax(%0) {axis = 1}")]
    public void AModelWithNothingForTheServerIsRefused(string line)
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => PassTest.For(new SplitClientServer()).Given($$"""
            graph "model" {
            %0 = tensor.input() {name = "x", type = "Float64 2x4"}
            {{line}}
            return "y" %1
            }
            """));

        Assert.Equal("PSM3016", error.Diagnostic.Id);
        Assert.Contains("model 'test'", error.Message, StringComparison.Ordinal);
        Assert.Contains("output 'y' can run in the clear on the client", error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Diagnostic> Findings(string text)
    {
        PassContext context = new(new DiagnosticBag(), new CompilerOptions());
        new CheckFunctions().Run(new SplitClientServer().Run(GraphText.Read(text), context), context);
        return context.Diagnostics.Items;
    }
}
