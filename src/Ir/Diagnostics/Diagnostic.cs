using System.Globalization;

namespace PowerSoftmax.Ir.Diagnostics;

/// <summary>A finding as data: what kind, and the message with what, where and what to do.</summary>
public sealed record Diagnostic(string Id, Severity Severity, string Message)
{
    public static Diagnostic Of(DiagnosticKind kind, params object[] arguments) =>
        new(kind.Id, kind.Severity, string.Format(CultureInfo.InvariantCulture, kind.MessageFormat, arguments));

    public override string ToString() => $"{Severity.ToString().ToLowerInvariant()} {Id}: {Message}";
}
