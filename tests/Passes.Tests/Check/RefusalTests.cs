using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Passes.Check;
using PowerSoftmax.Passes.Split;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Check;

/// <summary>Each cause is reported once, as what it is, with all of its nodes; what follows from it is not.</summary>
public sealed class RefusalTests
{
    private const string Scores = """
        weight "w" : Float64 4x4
        graph "model" {
        %0 = tensor.input() {name = "x", type = "Float64 4x4"}
        %1 = tensor.input() {name = "attention_mask", type = "Float64 4x4"}
        %2 = tensor.linear(%0) {weight = "w"}
        %3 = tensor.transpose(%2) {permutation = [1, 0]}
        %4 = tensor.matmul(%2, %3) : tensor<Float64 4x4> "/scores"

        """;

    [Theory]
    [InlineData("multiply")]
    [InlineData("add")]
    [InlineData("subtract")]
    public void AMaskIsNamedWithTheModelsInputAndNothingElse(string op)
    {
        Diagnostic diagnostic = Assert.Single(Findings(Scores + $$"""
            %5 = tensor.{{op}}(%4, %1) : tensor<Float64 4x4> "/mask"
            %6 = tensor.reduce_sum(%5) {axes = [1], keep = 1}
            %7 = tensor.divide(%5, %6) : tensor<Float64 4x4> "/quotient"
            %8 = tensor.matmul(%7, %2) : tensor<Float64 4x4> "/mixed"
            return "y" %8
            }
            """));

        Assert.Equal("PSM2009", diagnostic.Id);
        Assert.Contains($"Node '/mask' (tensor.{op})", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("input 'attention_mask'", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("Leave out '--layouts latency', as rows take them; or export the model without the mask", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AConstantMaskIsSaidToBeOne()
    {
        Diagnostic diagnostic = Assert.Single(Findings("weight \"causal\" : Float64 4x4\n" + Scores + """
            %5 = tensor.constant() {weight = "causal"}
            %6 = tensor.add(%4, %5) : tensor<Float64 4x4> "/causal"
            %7 = tensor.power_softmax(%6) {power = 4, epsilon = 0.1, axis = 1}
            %8 = tensor.matmul(%7, %2)
            return "y" %8
            }
            """));

        Assert.Equal("PSM2009", diagnostic.Id);
        Assert.Contains("'/causal'", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("a constant mask", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAttentionThatIsUnknownWithoutAMaskIsStillReportedOnce()
    {
        Diagnostic diagnostic = Assert.Single(Findings(Scores + """
            %5 = tensor.power_softmax(%4) {power = 4, epsilon = 0.1, axis = 0} : tensor<Float64 4x4> "/softmax"
            %6 = tensor.matmul(%5, %2)
            return "y" %6
            }
            """));

        Assert.Equal("PSM3001", diagnostic.Id);
        Assert.Contains("'/softmax'", diagnostic.Message, StringComparison.Ordinal);
    }

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
    [InlineData("weight \"c\" : Float64 2x2", "%3 = tensor.matmul(%2, %1)", "a constant matrix on the left")]
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
        Assert.DoesNotContain("two encrypted", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 3)]
    [InlineData(2, 8)]
    public void ABatchIsNamedWithTheInputThatHasIt(int batch, int tokens)
    {
        Diagnostic diagnostic = Assert.Single(Findings($$"""
            weight "table" : Float64 4x4
            weight "w" : Float64 4x4
            graph "model" {
            %0 = tensor.input() {name = "tokens", type = "Int64 {{batch}}x{{tokens}}"}
            %1 = tensor.constant() {weight = "table"}
            %2 = tensor.gather(%1, %0) {axis = 0}
            %3 = tensor.linear(%2) {weight = "w"}
            %4 = tensor.relu(%3)
            return "y" %4
            }
            """));

        Assert.Equal("PSM2008", diagnostic.Id);
        Assert.Contains($"Input 'tokens' has shape {batch}x{tokens}", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("Leave out '--layouts latency', as rows take a batch", diagnostic.Message, StringComparison.Ordinal);
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
        new CheckEncryptable().Run(new SplitClientServer().Run(GraphText.Read(text), context), context);
        return context.Diagnostics.Items;
    }
}
