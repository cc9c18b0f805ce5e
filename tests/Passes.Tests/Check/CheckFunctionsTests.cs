using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Passes.Check;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Check;

/// <summary>PSM3001 names the node, the operator and what would help.</summary>
public sealed class CheckFunctionsTests
{
    [Theory]
    [InlineData("%1 = tensor.softmax(%0) {axis = 1}", "power-softmax")]
    [InlineData("%1 = tensor.relu(%0)", "GELU or SiLU")]
    [InlineData("%1 = tensor.exp(%0)", "bounded activation")]
    [InlineData("%1 = tensor.reduce_max(%0) {axes = [1], keep = 1}", "scaling of the scores")]
    [InlineData("%1 = tensor.matmul(%0, %0)", "MatMul or Einsum")]
    [InlineData("%1 = tensor.divide(%0, %0)", "quotient")]
    [InlineData("%1 = tensor.sqrt(%0)", "normalization")]
    public void EveryRefusedNodeSaysWhatWouldHelp(string line, string help)
    {
        string mnemonic = line.Split(' ', '(')[2];
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => PassTest.For(new CheckFunctions()).Given($$"""
            graph "circuit" {
            %0 = tensor.input() {name = "x", type = "Float64 4x4"}
            {{line}} : tensor<Float64 4x4> "/layer.0/node"
            return "y" %1
            }
            """));
        Assert.Equal("PSM3001", error.Diagnostic.Id);
        Assert.Contains($"'/layer.0/node' ({mnemonic})", error.Message, StringComparison.Ordinal);
        Assert.Contains(help, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheClientMayDoAnything() => PassTest.For(new CheckFunctions()).Given("""
        graph "client.epilogue" {
        %0 = tensor.input() {name = "logits", type = "Float64 4"}
        %1 = tensor.softmax(%0) {axis = 0}
        return "p" %1
        }
        """).ExpectUnchanged();
}
