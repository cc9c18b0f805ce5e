using System.Collections.Generic;
using System.Linq;

namespace PowerSoftmax.Ir.Diagnostics;

/// <summary>Collects what a run reports, in order.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> items = new();

    public IReadOnlyList<Diagnostic> Items => items;

    public bool HasErrors => items.Any(static item => item.Severity == Severity.Error);

    public void Report(DiagnosticKind kind, params object[] arguments) => items.Add(Diagnostic.Of(kind, arguments));

    public void Add(Diagnostic diagnostic) => items.Add(diagnostic);
}
