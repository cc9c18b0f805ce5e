using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Client;

/// <summary>An input that leaves the calibrated ranges, given to a client that is strict; nothing was encrypted.</summary>
public sealed class InputOutOfRangeException : Exception
{
    /// <param name="warnings">At least one.</param>
    public InputOutOfRangeException(IReadOnlyList<RangeWarning> warnings)
        : base(string.Join(Environment.NewLine, warnings)) => Warnings = warnings;

    /// <summary>Each tensor that leaves its range.</summary>
    public IReadOnlyList<RangeWarning> Warnings { get; }

    /// <summary>The finding as the compiler's diagnostics have it: PSM4009.</summary>
    public Diagnostic Diagnostic => Diagnostic.Of(DiagnosticKinds.InputRefused, Message);
}
