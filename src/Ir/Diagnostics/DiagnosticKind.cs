namespace PowerSoftmax.Ir.Diagnostics;

/// <summary>A kind of diagnostic: a stable id (<c>PSM2001</c>) with a page in <c>docs/diagnostics</c>.</summary>
/// <param name="Id">PSM1xxx: files and attributes; 2xxx: import; 3xxx: passes; 4xxx: checkers.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Title">A few words.</param>
/// <param name="MessageFormat">What, where, what to do; numbered holes.</param>
public sealed record DiagnosticKind(string Id, Severity Severity, string Title, string MessageFormat);
