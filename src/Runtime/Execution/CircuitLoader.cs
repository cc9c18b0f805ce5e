using System.Reflection;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
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
            ModuleSeal.Check(module);
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
            StepChecks checks = new(parameters, module.Weights);
            foreach (Node node in graph.Nodes)
            {
                checks.Check(node);
            }

            return new Circuit(name, module, graph, parameters) { Batch = CircuitBatch.Of(module, graph) };
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

    private static Stream Open(Assembly assembly, string resource) =>
        assembly.GetManifestResourceStream(resource)
        ?? throw new InvalidCircuitException(resource, $"the assembly '{assembly.GetName().Name}' has no such resource");
}
