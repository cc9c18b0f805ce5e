using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.Layouts;

/// <summary>A layout that cannot be made; whoever asks for it knows the node.</summary>
internal sealed class LayoutException : Exception
{
    private readonly Func<Node, Diagnostic> at;

    private LayoutException(string message, Func<Node, Diagnostic> at)
        : base(message) => this.at = at;

    /// <summary>Sizes that these layouts do not take, however many slots there are.</summary>
    /// <param name="why">The sizes, the rule, and the nearest that fits.</param>
    public static LayoutException NotLaidOut(string why) =>
        new(why, node => Diagnostic.Of(DiagnosticKinds.NotLaidOut, node.Name, node.Op.Mnemonic, why));

    /// <summary>More slots are needed than there are.</summary>
    /// <param name="what">What needs them.</param>
    /// <param name="needed">Base-2 logarithm of the slots that are needed.</param>
    /// <param name="slots">Slots there are.</param>
    /// <param name="nearest">What would fit: "at most 8 tokens fit at this width".</param>
    public static LayoutException TooLarge(string what, int needed, int slots, string nearest) =>
        new(what, node => Diagnostic.Of(DiagnosticKinds.LayoutTooLarge, node.Name, what, 1L << needed, slots, nearest));

    public DiagnosticException At(Node node) => new(at(node));

    /// <summary>What a node asks for; a layout that cannot be made is the node's error.</summary>
    /// <exception cref="DiagnosticException">The layout cannot be made; the node is named.</exception>
    public static T At<T>(Node node, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (LayoutException error)
        {
            throw error.At(node);
        }
    }
}
