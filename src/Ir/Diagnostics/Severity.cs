namespace PowerSoftmax.Ir.Diagnostics;

/// <summary>How bad a diagnostic is.</summary>
public enum Severity
{
    Info,
    Warning,
    Error,
}
