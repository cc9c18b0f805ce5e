using System;

namespace PowerSoftmax.Ir.Diagnostics;

/// <summary>Stops a pass or an import that cannot go on; carries the diagnostic the user sees.</summary>
public sealed class DiagnosticException : Exception
{
    public DiagnosticException(Diagnostic diagnostic)
        : base(diagnostic.ToString()) => Diagnostic = diagnostic;

    public DiagnosticException(DiagnosticKind kind, params object[] arguments)
        : this(Diagnostic.Of(kind, arguments))
    {
    }

    public Diagnostic Diagnostic { get; }
}
