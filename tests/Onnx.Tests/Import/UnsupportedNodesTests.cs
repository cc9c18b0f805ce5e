using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Tests.Import;

/// <summary>Every node that is not supported is named once, in one message; what follows from it is not.</summary>
public sealed class UnsupportedNodesTests
{
    [Fact]
    public void EveryUnsupportedNodeIsNamedOnce()
    {
        TestModel model = new TestModel().Input("x", 2)
            .Node("Elu", ["x"], "a").Node("Elu", ["x"], "b").Node("Hardmax", ["x"], "c")
            .Node("Add", ["a", "b"], "d").Node("Elu", ["d"], "e").Node("Add", ["c", "e"], "y").Output("y");

        string message = Refusal(model);

        Assert.Contains("Node 'the a': operator 'Elu'", message, StringComparison.Ordinal);
        Assert.Contains("Also not supported: 'Elu' at 'the b'; 'Hardmax' at 'the c'.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("the d", message, StringComparison.Ordinal);
        Assert.DoesNotContain("the e", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyNodesOfOneOperatorAreCounted()
    {
        TestModel model = new TestModel().Input("x", 2);
        for (int number = 0; number < 168; number++)
        {
            model.Node("Elu", ["x"], $"a{number}").Output($"a{number}");
        }

        Assert.Contains("'Elu' at 'the a1', 'the a2', 'the a3', 'the a4', 'the a5' and 162 more nodes", Refusal(model), StringComparison.Ordinal);
    }

    [Fact]
    public void ANodeOfAnotherDomainIsReportedWithThatDomainsOpset()
    {
        TestModel model = new TestModel(17).Input("x", 2).Node("Gelu", ["x"], "y").Output("y");
        model.Proto.Graph.Node[0].Domain = "com.microsoft";
        model.Proto.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 3 });

        Assert.Contains("(domain 'com.microsoft', opset 3)", Refusal(model), StringComparison.Ordinal);
    }

    [Fact]
    public void ADomainWithoutAnOpsetIsNotGivenTheStandardOne()
    {
        TestModel model = new TestModel(17).Input("x", 2).Node("Gelu", ["x"], "y").Output("y");
        model.Proto.Graph.Node[0].Domain = "acme";

        Assert.Contains("(domain 'acme', opset not stated)", Refusal(model), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pkg.onnxscript.torch_lib", "aten_gelu")]
    [InlineData("local", "attention")]
    public void AFunctionOfTheModelSaysToInlineIt(string domain, string name)
    {
        TestModel model = new TestModel(18).Input("x", 2).Node(name, ["x"], "y").Output("y");
        model.Proto.Graph.Node[0].Domain = domain;
        model.Proto.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = 1 });
        model.Proto.Functions.Add(new FunctionProto { Name = name, Domain = domain });

        string message = Refusal(model);

        Assert.Contains($"Node 'the y': operator '{name}' (domain '{domain}', opset 1)", message, StringComparison.Ordinal);
        Assert.Contains("inline such functions", message, StringComparison.Ordinal);
    }

    private static string Refusal(TestModel model)
    {
        Diagnostic diagnostic = Assert.Throws<DiagnosticException>(() => OnnxImporter.Import(model.Build())).Diagnostic;

        Assert.Equal(DiagnosticKinds.OperatorUnsupported.Id, diagnostic.Id);
        return diagnostic.Message;
    }
}
