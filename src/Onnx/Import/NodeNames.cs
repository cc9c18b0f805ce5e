using System.Globalization;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Import;

/// <summary>Names of nodes and weights, each given once.</summary>
internal sealed class NodeNames
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> last = new(StringComparer.Ordinal);

    /// <summary>The node's name; where it has none, its operator and its first output.</summary>
    public static string Of(NodeProto node) =>
        node.Name.Length > 0 ? node.Name : $"{node.OpType}_{node.Output.FirstOrDefault(static output => output.Length > 0) ?? string.Empty}";

    /// <summary>The wanted name, or the first free one of <c>name(2)</c>, <c>name(3)</c> ...</summary>
    public string Unique(string wanted)
    {
        // Counting on from the last number keeps a file of equal names from taking quadratic time.
        string name = wanted;
        int number = last.GetValueOrDefault(wanted, 1);
        while (!taken.Add(name))
        {
            name = $"{wanted}({(++number).ToString(CultureInfo.InvariantCulture)})";
        }

        last[wanted] = number;
        return name;
    }
}
