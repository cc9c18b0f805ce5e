using Microsoft.CodeAnalysis.CSharp;
using PowerSoftmax.Generator.Circuits;
using PowerSoftmax.Generator.Targets;

namespace PowerSoftmax.Generator.Emission;

/// <summary>Writes what a user calls: <c>CreateClient</c>, <c>CreateServer</c>, the client and the outside of the server.</summary>
internal static class FaceWriter
{
    private static readonly string Circuit = EmittedTypes.Full(RuntimeNames.Circuit);
    private static readonly string EvaluationKeys = EmittedTypes.Full(RuntimeNames.EvaluationKeys);
    private static readonly string KeyDirectory = EmittedTypes.Full(RuntimeNames.KeyDirectory);
    private static readonly string ModelClient = EmittedTypes.Full(RuntimeNames.ModelClient);
    private static readonly string ModelServer = EmittedTypes.Full(RuntimeNames.ModelServer);
    private static readonly string ServerOptions = EmittedTypes.Full(RuntimeNames.ServerOptions);

    public static string Write(Model model)
    {
        IndentedWriter writer = new();
        FileFrame.Open(writer, model);
        Shared(writer, model.Circuit?.Resource ?? ModelKey.WithExtension(model.Class.Model, string.Empty));
        Factories(writer, OneLine.Xml(model.Class.Model));
        Client(writer, OneLine.Xml(model.Class.Model));
        Server(writer, OneLine.Xml(model.Class.Model));
        FileFrame.Close(writer, model);
        return writer.ToString();
    }

    private static void Shared(IndentedWriter writer, string resource)
    {
        string circuit = Literal(resource + ".psir");
        string weights = Literal(resource + ".psw");
        writer.Line("// Read on first use; the hash in the circuit proves that circuit and weights belong together.");
        writer.Line($"private static readonly global::System.Lazy<{Circuit}> SharedCircuit = new(");
        writer.Line($"    static () => {Circuit}.{RuntimeNames.LoadResources}(typeof(Server).Assembly, {circuit}, {weights}));");
        writer.Blank();
    }

    private static void Factories(IndentedWriter writer, string model)
    {
        writer.Line($"/// <summary>The compiled circuit of <c>{model}</c>; read and checked at the first call.</summary>");
        writer.Line($"public static {Circuit} Circuit => SharedCircuit.Value;");
        writer.Blank();
        writer.Line($"/// <summary>Makes a client of <c>{model}</c> with fresh keys, which takes seconds. Its secret key never leaves it.</summary>");
        writer.Line("public static Client CreateClient() => new(SharedCircuit.Value);");
        writer.Blank();
        writer.Line($"/// <summary>Makes a server of <c>{model}</c> that evaluates inputs encrypted by the client whose keys these are.</summary>");
        writer.Line("/// <param name=\"evaluationKeys\">The client's public keys; a missing one is reported now and not during an evaluation.</param>");
        writer.Line("/// <param name=\"options\">Threads and memory; null takes the defaults.</param>");
        writer.Line($"public static Server CreateServer({EvaluationKeys} evaluationKeys, {ServerOptions}? options = null) =>");
        writer.Line("    new(SharedCircuit.Value, evaluationKeys, options);");
        writer.Blank();
        writer.Line($"/// <summary>Makes a server of <c>{model}</c> that loads the client's keys from a directory at their first use, and drops them by plan.</summary>");
        writer.Line("/// <param name=\"evaluationKeys\">The client's public keys; a missing one is reported now and not during an evaluation.</param>");
        writer.Line("/// <param name=\"options\">Threads and memory, that of keys included; null takes the defaults.</param>");
        writer.Line($"public static Server CreateServer({KeyDirectory} evaluationKeys, {ServerOptions}? options = null) =>");
        writer.Line("    new(SharedCircuit.Value, evaluationKeys, options);");
        writer.Blank();
    }

    private static void Client(IndentedWriter writer, string model)
    {
        writer.Line($"/// <summary>Encrypts inputs of <c>{model}</c> and decrypts its answers.</summary>");
        writer.Line("/// <remarks>What it decrypts is for the owner of its key; for others to see, <c>DecryptShared</c> floods and rounds it, and refuses a precision that would show the key.</remarks>");
        writer.Open($"public sealed partial class Client : {ModelClient}");
        writer.Line($"internal Client({Circuit} circuit)");
        writer.Line("    : base(circuit)");
        writer.Open();
        writer.Close();
        writer.Close();
        writer.Blank();
    }

    private static void Server(IndentedWriter writer, string model)
    {
        writer.Line($"/// <summary>Evaluates <c>{model}</c> on encrypted inputs; it holds no secret key.</summary>");
        writer.Open($"public sealed partial class Server : {ModelServer}");
        ServerConstructor(writer, EvaluationKeys);
        writer.Blank();
        ServerConstructor(writer, KeyDirectory);
        writer.Close();
    }

    private static void ServerConstructor(IndentedWriter writer, string keys)
    {
        writer.Line($"internal Server({Circuit} circuit, {keys} evaluationKeys, {ServerOptions}? options)");
        writer.Line("    : base(circuit, evaluationKeys, options)");
        writer.Open();
        writer.Close();
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
