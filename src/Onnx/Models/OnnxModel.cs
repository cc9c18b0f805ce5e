using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Models;

/// <summary>An ONNX model in memory, as it stands in its file; large weights stay in the files beside it until they are decoded.</summary>
public sealed class OnnxModel
{
    internal OnnxModel(string name, string sha256, ModelProto proto)
    {
        Name = name;
        Sha256 = sha256;
        Proto = proto;
    }

    /// <summary>The file's name without folder and extension.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of the model file, in lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Full paths of the files beside the model that hold weights of it, in ordinal order.</summary>
    public IReadOnlyList<string> ExternalFiles { get; internal init; } = [];

    /// <summary>Where these files lie; null where there are none.</summary>
    internal string? Folder { get; init; }

    /// <summary>Version of the standard operator set; 0 where the model states none.</summary>
    public int Opset => OpsetOf(OperatorDomain.Standard);

    /// <summary>Inputs the user gives: those without a default value among the weights.</summary>
    public IReadOnlyList<string> InputNames
    {
        get
        {
            HashSet<string> weights = Proto.Graph.Initializer.Select(static weight => weight.Name).ToHashSet();
            return Proto.Graph.Input.Select(static input => input.Name).Where(name => !weights.Contains(name)).ToList();
        }
    }

    public IReadOnlyList<string> OutputNames => Proto.Graph.Output.Select(static output => output.Name).ToList();

    internal ModelProto Proto { get; }

    /// <summary>Version of a domain's operator set; 0 where the model states none.</summary>
    internal int OpsetOf(string domain) => (int)Math.Clamp(
        Proto.OpsetImport.Where(import => OperatorDomain.AreSame(import.Domain, domain)).Select(static import => import.Version).FirstOrDefault(),
        0,
        int.MaxValue);

    /// <summary>Whether the model itself defines an operator, as a function of other ones.</summary>
    internal bool DefinesFunction(string domain, string name) =>
        Proto.Functions.Any(function => function.Name == name && OperatorDomain.AreSame(function.Domain, domain));
}
