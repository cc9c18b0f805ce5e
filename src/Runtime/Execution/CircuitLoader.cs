using System.Reflection;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Runtime.Ckks;
using Module = PowerSoftmax.Ir.Graphs.Module;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>Reads circuits and checks them before anything is computed.</summary>
internal static class CircuitLoader
{
    /// <summary>Extension of weight files.</summary>
    private const string WeightsExtension = ".psw";

    public static Circuit LoadFiles(string path)
    {
        string weightsPath = Path.ChangeExtension(path, WeightsExtension);
        try
        {
            return Load(path, File.ReadAllText(path), File.ReadAllBytes(weightsPath));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidCircuitException(path, error.Message, error);
        }
    }

    public static Circuit LoadResources(Assembly assembly, string circuitResource, string weightsResource)
    {
        using StreamReader reader = new(Open(assembly, circuitResource));
        using Stream weights = Open(assembly, weightsResource);
        using MemoryStream buffer = new();
        weights.CopyTo(buffer);
        return Load(circuitResource, reader.ReadToEnd(), buffer.ToArray());
    }

    public static Circuit Load(string name, string circuit, byte[] weights)
    {
        try
        {
            Module module = ModuleReader.Read(circuit);
            return Check(name, module with { Weights = WeightFile.Read(weights, module.Weights, module.Meta(ModuleKeys.WeightsSha256)) });
        }
        catch (Exception error) when (error is IrException or ArgumentException or FormatException or OverflowException)
        {
            throw new InvalidCircuitException(name, error.Message, error);
        }
    }

    public static Circuit Check(string name, Module module)
    {
        try
        {
            Graph graph = module.Find(ModuleKeys.Circuit) ?? throw new IrException($"it has no graph '{ModuleKeys.Circuit}'");
            string literal = module.Meta(ModuleKeys.Parameters) ?? throw new IrException($"it states no '{ModuleKeys.Parameters}'");
            CheckGraphs(module);
            CkksParameters parameters = CkksParameters.Create(CkksParametersLiteral.Parse(literal));
            foreach (Node node in graph.Nodes)
            {
                CheckNode(node, parameters);
            }

            return new Circuit(name, module, graph, parameters);
        }
        catch (Exception error) when (error is IrException or ParameterException or ArgumentException)
        {
            throw new InvalidCircuitException(name, error.Message, error);
        }
    }

    private static void CheckGraphs(Module module)
    {
        DiagnosticBag diagnostics = new();
        GraphVerifier.Verify(module, diagnostics);
        if (diagnostics.HasErrors)
        {
            throw new IrException(diagnostics.Items[0].Message);
        }
    }

    private static void CheckNode(Node node, CkksParameters parameters)
    {
        string where = $"step {node.Id.Index} '{node.Name}'";
        if (node.Op is not CkksOp || node.Type is not CiphertextType type)
        {
            throw new IrException($"{where}: {node.Op.Mnemonic} is not an operation on ciphertexts");
        }

        if (type.Level > parameters.MaxLevel)
        {
            throw new IrException($"{where}: level {type.Level} is above the parameters' {parameters.MaxLevel}");
        }

        if (node.Op is CkksInput input && input.Layout.SlotCount != parameters.SlotCount)
        {
            throw new IrException($"{where}: its layout has {input.Layout.SlotCount} slots, the parameters have {parameters.SlotCount}");
        }

        if (node.Op is CkksRescale rescale && (ulong)rescale.Prime != parameters.Set.Q[type.Level.Value + 1])
        {
            throw new IrException($"{where}: it divides by {rescale.Prime}, the prime of level {type.Level.Value + 1} is {parameters.Set.Q[type.Level.Value + 1]}");
        }
    }

    private static Stream Open(Assembly assembly, string resource) =>
        assembly.GetManifestResourceStream(resource)
        ?? throw new InvalidCircuitException(resource, $"the assembly '{assembly.GetName().Name}' has no such resource");
}
