using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Import;

/// <summary>The nodes that cannot be imported, each once, as one finding: the first in full, the others by operator and name.</summary>
internal sealed class UnsupportedNodes
{
    private const int MostNamed = 5;

    private readonly List<(NodeProto Node, Diagnostic Diagnostic)> found = [];

    public void Add(NodeProto node, Diagnostic diagnostic) => found.Add((node, diagnostic));

    /// <exception cref="DiagnosticException">PSM2002: there are such nodes.</exception>
    public void ThrowIfAny()
    {
        if (found.Count == 0)
        {
            return;
        }

        Diagnostic first = found[0].Diagnostic;
        string[] others = [.. found.Skip(1).GroupBy(static item => item.Node.OpType).Select(static group => Describe(group.Key, [.. group.Select(static item => NodeNames.Of(item.Node))]))];
        throw new DiagnosticException(others.Length == 0 ? first : first with { Message = $"{first.Message} Also not supported: {string.Join("; ", others)}." });
    }

    private static string Describe(string operatorName, string[] nodes)
    {
        string named = string.Join(", ", nodes.Take(MostNamed).Select(static node => $"'{node}'"));
        return nodes.Length <= MostNamed
            ? $"'{operatorName}' at {named}"
            : FormattableString.Invariant($"'{operatorName}' at {named} and {nodes.Length - MostNamed} more nodes");
    }
}
