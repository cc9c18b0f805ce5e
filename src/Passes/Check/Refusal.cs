using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.Check;

/// <summary>A node that cannot be evaluated encrypted.</summary>
/// <param name="Node">The node.</param>
/// <param name="Kind">PSM3001 or PSM2009.</param>
/// <param name="Help">Why and what would help; for a mask, what it is.</param>
/// <param name="Strength">0 for what certainly is a cause; higher for what may only follow from another node's refusal.</param>
internal sealed record Refusal(Node Node, DiagnosticKind Kind, string Help, int Strength)
{
    private const int MostNamed = 20;

    /// <summary>One finding for all nodes that are refused for the same reason: the first in full, the others by name.</summary>
    public static Diagnostic Report(IReadOnlyList<Refusal> same)
    {
        string[] others = [.. same.Skip(1).Select(static refusal => refusal.Node.Name).Distinct()];
        string named = string.Join(", ", others.Take(MostNamed).Select(static name => $"'{name}'"));
        string more = others.Length > MostNamed ? FormattableString.Invariant($" and {others.Length - MostNamed} more nodes") : string.Empty;
        string tail = others.Length == 0 ? string.Empty : $" The same holds for {named}{more}.";
        Refusal first = same[0];
        return first.Kind == DiagnosticKinds.MaskUnsupported
            ? Diagnostic.Of(first.Kind, first.Node.Name, first.Node.Op.Mnemonic, first.Help, tail)
            : Diagnostic.Of(first.Kind, first.Node.Name, first.Node.Op.Mnemonic, first.Help + tail);
    }
}
