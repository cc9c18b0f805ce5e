using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.Check;

/// <summary>A node that cannot be evaluated encrypted.</summary>
/// <param name="Node">The node.</param>
/// <param name="Help">Why and what would help.</param>
internal sealed record Refusal(Node Node, string Help)
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
        return Diagnostic.Of(DiagnosticKinds.NotPolynomial, first.Node.Name, first.Node.Op.Mnemonic, first.Help + tail);
    }
}
