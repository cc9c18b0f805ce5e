using System.Globalization;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Import;

/// <summary>Names of nodes and weights, each given once.</summary>
internal sealed class NodeNames
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>The node's name; where it has none, its operator and its first output.</summary>
    public static string Of(NodeProto node) =>
        node.Name.Length > 0 ? node.Name : $"{node.OpType}_{node.Output.FirstOrDefault(static output => output.Length > 0) ?? string.Empty}";

    /// <summary>The wanted name, or the first free one of <c>name(2)</c>, <c>name(3)</c> ...</summary>
    public string Unique(string wanted)
    {
        string name = wanted;
        for (int number = 2; !taken.Add(name); number++)
        {
            name = $"{wanted}({number.ToString(CultureInfo.InvariantCulture)})";
        }

        return name;
    }
}
