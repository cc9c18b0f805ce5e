using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>A circuit laid out for the slots of a ring, or why it does not fit them.</summary>
/// <param name="Name">Of the layouts.</param>
/// <param name="LogN">Ring degree.</param>
/// <param name="Packed">The module with the circuit on slots; null where it does not fit.</param>
/// <param name="Refusal">PSM3002; null where it fits.</param>
internal sealed record LayoutAttempt(string Name, int LogN, Module? Packed, Diagnostic? Refusal)
{
    /// <summary>The circuit on slots.</summary>
    /// <exception cref="InvalidOperationException">It does not fit them.</exception>
    public Graph Circuit => Packed?.Find(ModuleKeys.Circuit) ?? throw new InvalidOperationException($"nothing is laid out for N = 2^{LogN}");
}
