using CsCheck;
using PowerSoftmax.Generator.Tests.Support;

namespace PowerSoftmax.Generator.Tests.Emission;

/// <summary>Names of models are foreign text; what is emitted for them is C# all the same.</summary>
public sealed class NamesTests
{
    private const string Source = """
        [PowerSoftmax.EncryptedModel("chain.onnx")]
        internal static partial class Chain;
        """;

    private static readonly string[] Directories =
        ["layer.0", "layer.1", "h", "0", "in", "session", "Run", "Dispose", "Größe", "a b", "*/", "{x}", "\"", "\\", "\u2028", "x\ny", "..", "Ciphertext", "<b>"];

    private static readonly string[] Leaves =
        ["MatMul", "int", "@class", "", "12", "session", "Circuit", "//", "名前", "Add.match", "Mul.rescale", ".rescale", "x#power", "#", "#bias", "##", "_", "value", "value2"];

    [Fact]
    public void NoNameBreaksTheCode() => Circuits.Sample(static circuit => Compiles(GeneratorRun.Of(Source, circuit)), iter: 60, threads: 1);

    [Fact]
    public void ALayerThatIsInterruptedGetsASecondMethod()
    {
        IEnumerable<(string, int)> nodes = Enumerable.Range(0, 12).Select(static i => ($"/layer.{i / 4 % 2}/norm/Add_{i}", 0));
        GeneratorRun run = GeneratorRun.Of(Source, ChainCircuit.Of("chain", "x", nodes));

        Compiles(run);
        Assert.Contains(" Layer0Norm(", run["Chain.Server.g.cs"], StringComparison.Ordinal);
        Assert.Contains(" Layer1Norm(", run["Chain.Server.g.cs"], StringComparison.Ordinal);
        Assert.Contains(" Layer0Norm2(", run["Chain.Server.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void OperationsWithoutALayerStayInRun()
    {
        GeneratorRun run = GeneratorRun.Of(Source, ChainCircuit.Of("chain", "x", Enumerable.Range(0, 9).Select(static i => ($"MatMul_{i}", i))));

        Compiles(run);
        Assert.DoesNotContain("private static", run["Chain.Server.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void EveryValueIsFreedOnceAndOnlyAfterItsLastUse()
    {
        IEnumerable<(string, int)> nodes = Enumerable.Range(0, 30).Select(static i => ($"/layer.{i / 10}/block/Add_{i}", 7 * i));
        string code = GeneratorRun.Of(Source, ChainCircuit.Of("chain", "x", nodes))["Chain.Server.g.cs"];

        int freed = code.Split('\n').Where(static line => line.Contains("session.Release(", StringComparison.Ordinal)).Sum(static line => line.Count(static c => c == ',') + 1);
        Assert.Equal(29, freed);   // 30 sums, of which the last is handed out
        foreach (string method in code.Split("private static"))
        {
            string[] lines = method.Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                foreach (string name in Released(lines[i]))
                {
                    Assert.DoesNotContain(lines.Skip(i + 1), line => Uses(line, name));
                }
            }
        }
    }

    private static Gen<CircuitFixture> Circuits =>
        from input in Name
        from nodes in Gen.Select(Name, Gen.Int[0, 100]).Array[1, 40]
        select ChainCircuit.Of("chain", input, nodes);

    private static Gen<string> Name =>
        from directories in Gen.Int[0, Directories.Length - 1].Select(static index => Directories[index]).Array[0, 3]
        from leaf in Gen.Int[0, Leaves.Length - 1].Select(static index => Leaves[index])
        select string.Concat(directories.Select(static directory => "/" + directory)) + (directories.Length > 0 ? "/" : string.Empty) + leaf;

    private static IEnumerable<string> Released(string line)
    {
        string trimmed = line.Trim();
        return trimmed.StartsWith("session.Release(", StringComparison.Ordinal)
            ? trimmed["session.Release(".Length..^2].Split(", ")
            : [];
    }

    private static bool Uses(string line, string name) =>
        !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && line.Split("  //")[0].Split(' ', '(', ')', ',', ';').Contains(name);

    private static void Compiles(GeneratorRun run)
    {
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Compilation.GetDiagnostics().Select(static diagnostic => diagnostic.ToString()));
    }
}
