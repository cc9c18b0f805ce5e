using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Onnx.Tests.Conformance;

/// <summary>The ONNX backend suite: what is supported gives the recorded values, everything else a diagnostic.</summary>
public sealed class BackendSuiteTests
{
    // Both numbers change only when the suite or the list of operators does.
    private const int ReproducedCases = 512;
    private const int AllCases = 1044;

    public static TheoryData<string> SupportedCases => new(ConformanceArchive.Names.Where(IsSupported));

    public static TheoryData<string> OtherCases => new(ConformanceArchive.Names.Where(static name => !IsSupported(name)));

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(SupportedCases))]
    public void SupportedCaseGivesTheRecordedOutputs(string name)
    {
        ConformanceCase given = ConformanceArchive.Open(name);
        Assert.NotEmpty(given.DataSets);
        foreach (int set in given.DataSets)
        {
            ImportedModel model = OnnxImporter.Import(given.Model, given.Options(set));
            IReadOnlyDictionary<string, Tensor> outputs = TensorInterpreter.Run(model.Graph, model.Module.Weights, given.Inputs(set));
            foreach (KeyValuePair<string, Tensor> expected in given.Outputs(set))
            {
                TensorAssert.Close(expected.Value, outputs[expected.Key], expected.Key);
            }
        }
    }

    [Fact]
    public void TheSuiteIsCoveredAsFarAsBefore()
    {
        SharedFiles.Require("conformance/onnx-node-tests.zip");
        Assert.Equal(ReproducedCases, SupportedCases.Count);
        Assert.Equal(AllCases, SupportedCases.Count + OtherCases.Count);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(OtherCases))]
    public void OtherCaseEndsInADiagnosticThatNamesNodeOperatorAndOpset(string name)
    {
        ConformanceCase given = ConformanceArchive.Open(name);
        Diagnostic diagnostic = Assert.Throws<DiagnosticException>(() => OnnxImporter.Import(given.Model, given.ShapeOptions)).Diagnostic;
        bool names = given.Model.Proto.Graph.Node.Any(node =>
            diagnostic.Message.Contains($"Node '{NodeNames.Of(node)}'", StringComparison.Ordinal)
            && diagnostic.Message.Contains($"operator '{node.OpType}'", StringComparison.Ordinal)
            && diagnostic.Message.Contains(FormattableString.Invariant($"opset {given.Model.OpsetOf(node.Domain)}"), StringComparison.Ordinal));
        Assert.True(names, diagnostic.ToString());
    }

    private static bool IsSupported(string name) =>
        !KnownGaps.Reasons.ContainsKey(name) && ConformanceArchive.Open(name).UsesOnlySupportedOperators;
}
