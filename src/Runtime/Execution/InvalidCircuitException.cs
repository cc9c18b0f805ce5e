using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>A circuit, its weight file, or code made from it that cannot be run; the message says what and where.</summary>
public sealed class InvalidCircuitException : Exception
{
    public InvalidCircuitException(string circuit, string reason, Exception? inner = null)
        : this(Diagnostic.Of(DiagnosticKinds.CircuitCorrupt, circuit, reason.TrimEnd('.')), inner)
    {
    }

    private InvalidCircuitException(Diagnostic diagnostic, Exception? inner)
        : base(diagnostic.Message, inner) => Diagnostic = diagnostic;

    /// <summary>The finding as the compiler's diagnostics have it: PSM1004.</summary>
    public Diagnostic Diagnostic { get; }
}
