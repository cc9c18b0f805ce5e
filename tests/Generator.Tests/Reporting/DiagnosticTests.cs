using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using PowerSoftmax.Generator.Tests.Support;
using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace PowerSoftmax.Generator.Tests.Reporting;

/// <summary>Whatever is wrong with a model is reported where the attribute names it.</summary>
public sealed class DiagnosticTests
{
    private const string Attribute = "PowerSoftmax.EncryptedModel(\"transformer.onnx\", Calibration = \"transformer.samples.npz\")";

    private static readonly CircuitFixture Circuit = CircuitFixture.Load("transformer");

    [Fact]
    public void AModelThatIsNotCompiledIsMissing()
    {
        Diagnostic diagnostic = Single(GeneratorRun.Of(Class(), Circuit with { Key = "other.onnx" }));

        Assert.Equal("PSM1001", diagnostic.Id);
        Assert.Contains("'transformer.onnx'", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Contains("compiled: other.onnx", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void ACircuitThatIsNotThereYetIsDamaged(string? content)
    {
        Diagnostic diagnostic = Single(GeneratorRun.Of(Class(), Circuit with { Content = content }));

        Assert.Equal("PSM1004", diagnostic.Id);
        Assert.Contains("missing or empty", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("psir pending\n")]
    [InlineData("psir pending\r\n")]
    public void BeforeTheFirstBuildAnEditorIsToldToBuild(string content)
    {
        GeneratorRun run = GeneratorRun.Of(Class(), Circuit with { Content = content });
        Diagnostic diagnostic = Single(run);

        Assert.Equal("PSM1008", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity);
        Assert.Contains("build the project once", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Contains("transformer.onnx has no circuit: PSM1008.", run["IntentModel.Server.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain(run.Compilation.GetDiagnostics(), static problem => problem.Severity >= DiagnosticSeverity.Warning);
    }

    [Theory]
    [InlineData("psir 3", "psir 2", "compile the model again")]
    [InlineData("psir 3", "circuit 2", "must begin with 'psir 3'")]
    [InlineData("graph \"circuit\"", "graph \"something\"", "no graph 'circuit'")]
    [InlineData("ckks.polynomial", "ckks.exponential", "unknown op 'ckks.exponential'")]
    [InlineData("chebyshev [-1, 1]", "chebyshev [1, -1]", "not a Chebyshev series")]
    [InlineData("t:8 r:16 f3:16", "t:8 r:16 f3:15", "a power of two")]
    [InlineData("degree 2> \"/layer.0/attention/Div_1#scores\"", "degree 1> \"/layer.0/attention/Div_1#scores\"", "follows as")]
    public void ADamagedCircuitSaysWhatIsWrong(string good, string bad, string reason)
    {
        Diagnostic diagnostic = Single(GeneratorRun.Of(Class(), Circuit with { Content = Circuit.Content!.Replace(good, bad, StringComparison.Ordinal) }));

        Assert.Equal("PSM1004", diagnostic.Id);
        Assert.Contains("'transformer.psir'", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Contains(reason, diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("security=insecure-test", "security=bits-128", "LogN = 12 allows 106 for 128-bit security")]
    [InlineData("q=281474976694273", "bootstrapping=stc:1,cts:1,cosine:7,doublings:0,arcsine:1,ratio:6,scale:40,weight:4 q=281474976694273", "weight is 4")]
    public void ParametersThatTheRuntimeWouldRefuseAreReported(string good, string bad, string reason)
    {
        Diagnostic diagnostic = Single(GeneratorRun.Of(Class(), Circuit with { Content = Circuit.Content!.Replace(good, bad, StringComparison.Ordinal) }));

        Assert.Equal("PSM1004", diagnostic.Id);
        Assert.Contains(reason, diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void AWeakEphemeralSecretIsReported()
    {
        CkksParametersLiteral good = BootstrappingSets.Find(16, 9)!;
        CkksParametersLiteral weak = good with { Bootstrapping = good.Bootstrapping! with { EphemeralWeight = 8 } };
        Diagnostic diagnostic = Single(GeneratorRun.Of(Class(), With(weak)));

        Assert.Equal("PSM1004", diagnostic.Id);
        Assert.Contains("is worth 56 bits and 128 are claimed", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheCompilerFoundIsReportedAsItStands()
    {
        Ir.Diagnostics.Diagnostic[] findings =
        [
            Ir.Diagnostics.Diagnostic.Of(DiagnosticKinds.OperatorUnsupported, "/rnn/LSTM", "LSTM", "", 17, "Replace {it}."),
            Ir.Diagnostics.Diagnostic.Of(DiagnosticKinds.LevelsShort, 30, 40, 128, 15, 18, 12, "/a, /b"),
            Ir.Diagnostics.Diagnostic.Of(DiagnosticKinds.AgreementLow, 40, 50, 49, 0.5, "logits"),
        ];
        GeneratorRun run = GeneratorRun.Of(Class(), Circuit with { Content = ModuleWriter.Write(FailedModule.Of("transformer", findings)) });

        Assert.Equal(findings.Select(static finding => finding.Id), run.Diagnostics.Select(static diagnostic => diagnostic.Id));
        Assert.Equal(findings.Select(static finding => finding.Message), run.Diagnostics.Select(static diagnostic => diagnostic.GetMessage()));
        Assert.All(run.Diagnostics, AssertAtTheAttribute);
    }

    [Fact]
    public void WarningsOfACompiledModelDoNotStopIt()
    {
        const string Line = "module \"intent\"\n";
        string content = Circuit.Content!.Replace(Line, Line + "meta \"diagnostic\" \"warning PSM3004: close to the limit\"\n", StringComparison.Ordinal);
        GeneratorRun run = GeneratorRun.Of(Class(), Circuit with { Content = content });

        Assert.Equal(DiagnosticSeverity.Warning, Single(run).DefaultSeverity);
        Assert.Contains("Layer0Attention", run["IntentModel.Server.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("elsewhere.npz")]
    public void ACalibrationThatTheBuildDidNotUseIsAWarning(string used)
    {
        Diagnostic diagnostic = Single(GeneratorRun.Of(Class(), Circuit with { Calibration = used }));

        Assert.Equal("PSM1006", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.DefaultSeverity);
        Assert.Contains("<EncryptedModel Include=\"transformer.onnx\" Calibration=\"transformer.samples.npz\" />", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Security = 192", "for Security=\"192\", but it was compiled for 128 bits")]
    [InlineData("MaxKeyBytes = \"1MB\"", "for MaxKeyBytes=\"1MB\", but its evaluation keys take ")]
    [InlineData("MaxKeyBytes = \"1 apple\"", "but that is no size, as 500MB or 6GiB")]
    [InlineData("MaxMemory = \"1GB\"", "for MaxMemory=\"1GB\", but it was compiled without a bound")]
    public void AWishThatTheCircuitDoesNotKeepIsAWarning(string wish, string reason)
    {
        Diagnostic diagnostic = Assert.Single(GeneratorRun.Of(Wishing(wish), Stating("keys.bytes", 2_000_000)).Diagnostics);

        Assert.Equal("PSM1007", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.DefaultSeverity);
        Assert.Contains(reason, diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Contains("<EncryptedModel Include=\"transformer.onnx\" ", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Security = 128")]
    [InlineData("MaxKeyBytes = \"100GB\"")]
    [InlineData("Bootstrapping = PowerSoftmax.BootstrappingMode.None")]
    [InlineData("Bootstrapping = PowerSoftmax.BootstrappingMode.Auto")]
    public void AWishThatIsKeptIsSilent(string wish) => 
        Assert.Empty(GeneratorRun.Of(Wishing(wish), Stating("keys.bytes", 2_000_000)).Diagnostics);

    [Fact]
    public void MemoryIsComparedWithWhatTheCompilerStated()
    {
        CircuitFixture circuit = Stating("predicted.memory-bytes", 2_000_000);

        Assert.Empty(GeneratorRun.Of(Wishing("MaxMemory = \"2MB\""), circuit).Diagnostics);
        Assert.Contains("an evaluation takes 2000000 bytes", Assert.Single(
            GeneratorRun.Of(Wishing("MaxMemory = \"1MB\""), circuit).Diagnostics).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{0}] class IntentModel;", "'IntentModel' is not partial")]
    [InlineData("[{0}] partial class IntentModel<T>;", "'IntentModel' is generic")]
    [InlineData("[{0}] file partial class IntentModel;", "'IntentModel' is file-local")]
    [InlineData("class Outer {{ [{0}] partial class IntentModel; }}", "'Outer' is not partial")]
    public void AClassThatCannotBeCompletedIsAnError(string source, string reason)
    {
        GeneratorRun run = GeneratorRun.Of(string.Format(null, source, Attribute), Circuit);

        Assert.Equal("PSM1005", Single(run).Id);
        Assert.Contains(reason, run.Diagnostics[0].GetMessage(), StringComparison.Ordinal);
        Assert.Empty(run.Result.GeneratedSources);
    }

    [Theory]
    [InlineData("models/transformer.onnx", "models/transformer.onnx")]
    [InlineData("./models/transformer.onnx", "models\\\\transformer.onnx")]
    public void ModelsAreFoundByTheirRelativePath(string key, string written)
    {
        string source = Class().Replace("\"transformer.onnx\"", $"\"{written}\"", StringComparison.Ordinal);
        GeneratorRun run = GeneratorRun.Of(source, Circuit with { Key = "transformer.onnx" }, Circuit with { Path = "obj/models/transformer.psir", Key = key });

        Assert.Empty(run.Diagnostics);
        Assert.Contains("\"models/transformer.psir\", \"models/transformer.psw\"", run["IntentModel.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void ACircuitWithoutTheTargetsIsKnownByItsFileName()
    {
        string source = Class().Replace(", Calibration = \"transformer.samples.npz\"", string.Empty, StringComparison.Ordinal);

        Assert.Empty(GeneratorRun.Of(source, Circuit with { Key = null, Calibration = null }).Diagnostics);
    }

    private static CircuitFixture With(CkksParametersLiteral parameters) => Circuit with
    {
        Content = Regex.Replace(Circuit.Content!, "meta \"parameters\" \".*\"", $"meta \"parameters\" \"{parameters}\""),
    };

    /// <summary>The circuit as if it were compiled for 128 bits, with a figure of its plan.</summary>
    private static CircuitFixture Stating(string key, long bytes) => Circuit with
    {
        Content = With(PrimeSelection.Select(new ChainRequest(15, 17, 40))).Content!
            .Replace("module \"intent\"\n", $"module \"intent\"\nmeta \"{key}\" \"{bytes}\"\n", StringComparison.Ordinal),
    };

    private static string Wishing(string wish) => Class().Replace(
        "Calibration = \"transformer.samples.npz\"", "Calibration = \"transformer.samples.npz\", " + wish, StringComparison.Ordinal);

    private static string Class() => $"\n  [{Attribute}]\ninternal partial class IntentModel;";

    private static Diagnostic Single(GeneratorRun run)
    {
        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        AssertAtTheAttribute(diagnostic);
        return diagnostic;
    }

    private static void AssertAtTheAttribute(Diagnostic diagnostic)
    {
        Assert.Equal("Sample.cs", diagnostic.Location.GetLineSpan().Path);
        Assert.True(diagnostic.Location.SourceSpan.Length == Attribute.Length, $"the place is {diagnostic.Location.SourceSpan}, the attribute has {Attribute.Length} characters");
    }
}
