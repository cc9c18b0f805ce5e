using Microsoft.CodeAnalysis;
using PowerSoftmax.Generator.Tests.Support;

namespace PowerSoftmax.Generator.Tests.Emission;

/// <summary>Whatever a project calls its own types, namespaces and aliases: emitted code means the runtime's.</summary>
public sealed class ClashTests
{
    private const string Attribute = "[global::PowerSoftmax.EncryptedModel(\"transformer.onnx\", Calibration = \"transformer.samples.npz\")]";

    /// <summary>Every simple name in emitted code that could be looked up as a type.</summary>
    private static readonly string[] Names =
    [
        "Circuit", "Client", "Server", "EvaluationKeys", "KeyDirectory", "ModelClient", "ModelServer", "ServerOptions", "CircuitSession", "Ciphertext",
        "Ckks", "Execution", "Runtime", "Rlwe", "Keys", "Lazy", "NotSupportedException", "IntentModel2", "Layer0Attention", "SharedCircuit", "System", "PowerSoftmax",
    ];

    private static string Types => string.Concat(Names.Select(static name => $"internal class {name} {{ }} "));

    private static string GlobalTypes => string.Concat(Names.SkipLast(2).Select(static name => $"internal class {name} {{ }} "));

    private static string NestedTypes => Types.Replace("internal class", "public class", StringComparison.Ordinal);

    public static TheoryData<string> Sources => new(
        $"namespace App {{ {Attribute} internal partial class IntentModel; {Types} }}",
        $"namespace App.Inner {{ {Attribute} internal partial class IntentModel; }} namespace App {{ {Types} }}",
        $"namespace App.PowerSoftmax.System {{ {Attribute} internal partial class IntentModel; {Types} }}",
        $"namespace App.Runtime.Ckks {{ {Attribute} internal partial class IntentModel; }} namespace App.Ckks.System {{ }} namespace Ckks.System {{ }}",
        $"namespace App {{ {Attribute} internal partial class IntentModel; }} {GlobalTypes}",
        $"{Attribute} internal partial class IntentModel; {GlobalTypes}",
        $"namespace App {{ internal partial class Outer {{ {NestedTypes} {Attribute} internal partial class IntentModel; }} }}",
        $"namespace App {{ internal class Base {{ {NestedTypes} }} internal class Around : Base {{ }} internal partial class Outer : Base {{ {Attribute} internal partial class IntentModel; }} }}",
        $"global using Ckks = System.Text; global using Execution = System.IO.Path; namespace App {{ {Attribute} internal partial class IntentModel; }}",
        $"global using Ckks = System.Text; global using Execution = System.IO.Path; {Attribute} internal partial class IntentModel;",
        $"namespace App {{ {Attribute} internal partial class IntentModel {{ internal partial class Server {{ }} public partial class Client {{ public int Own => 1; }} public static Server CreateServer(int i) => throw null!; }} }}");

    [Theory]
    [MemberData(nameof(Sources))]
    public void NothingOfTheUserIsMeant(string source)
    {
        source = source.Replace("internal partial class Server", "public partial class Server", StringComparison.Ordinal);
        foreach (CircuitFixture[] circuits in (CircuitFixture[][])[[CircuitFixture.Load("transformer")], []])
        {
            GeneratorRun run = GeneratorRun.Of(source, circuits);

            Assert.Equal(2, run.Result.GeneratedSources.Length);
            Assert.Empty(run.Compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS8019"));
        }
    }

    [Theory]
    [InlineData("partial class Circuit;", "its name 'Circuit' is that of a member it gets")]
    [InlineData("partial class Server;", "its name 'Server' is that of a member it gets")]
    [InlineData("partial class IntentModel { internal class Circuit { } }", "it has a member 'Circuit' already")]
    [InlineData("partial class IntentModel { internal sealed class Client { } }", "it has a member 'Client' already")]
    [InlineData("partial class IntentModel { internal partial struct Server { } }", "it has a member 'Server' already")]
    [InlineData("partial class IntentModel { internal static int CreateServer => 1; }", "it has a member 'CreateServer' already")]
    [InlineData("partial class IntentModel { internal static int CreateClient() => 1; }", "it has a member 'CreateClient' already")]
    public void AMemberInTheWayIsNamed(string declaration, string reason)
    {
        Diagnostic diagnostic = Assert.Single(GeneratorRun.Of($"namespace App; {Attribute} internal {declaration}", CircuitFixture.Load("transformer")).Diagnostics);

        Assert.Equal("PSM1005", diagnostic.Id);
        Assert.Contains(reason, diagnostic.GetMessage(), StringComparison.Ordinal);
    }
}
