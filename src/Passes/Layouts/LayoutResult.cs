using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.Layouts;

/// <summary>A module with its circuit on slots, or why there is none: exactly one of the two.</summary>
/// <param name="Packed">The module with a Packed circuit.</param>
/// <param name="Refusal">PSM3002 where a value does not fit the slots, PSM3015 where a node has no layout at all.</param>
public sealed record LayoutResult(Module? Packed, Diagnostic? Refusal)
{
    /// <summary>What a lowering makes, or its refusal as a value.</summary>
    /// <remarks>A refusal may come from deep inside the layout of an operand: it leaves the lowering by a throw.</remarks>
    /// <param name="lower">Gives the module with a Packed circuit, or throws its refusal.</param>
    internal static LayoutResult Of(Func<Module> lower)
    {
        try
        {
            return new LayoutResult(lower(), null);
        }
        catch (DiagnosticException refused)
        {
            return new LayoutResult(null, refused.Diagnostic);
        }
    }
}
