using System.Linq;
using Microsoft.CodeAnalysis;
using PowerSoftmax.Ir.Diagnostics;
using Finding = PowerSoftmax.Ir.Diagnostics.Diagnostic;
using RoslynDiagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace PowerSoftmax.Generator.Reporting;

/// <summary>A finding at a place.</summary>
internal sealed record Report(Finding Finding, Place Place)
{
    private const string Category = "PowerSoftmax";

    public RoslynDiagnostic ToDiagnostic() => RoslynDiagnostic.Create(
        Finding.Id,
        Category,
        Finding.Message,
        Severity(),
        Severity(),
        isEnabledByDefault: true,
        warningLevel: Finding.Severity == Ir.Diagnostics.Severity.Error ? 0 : 1,
        title: DiagnosticKinds.All.FirstOrDefault(kind => kind.Id == Finding.Id)?.Title ?? Finding.Id,
        location: Place.ToLocation());

    private DiagnosticSeverity Severity() => Finding.Severity switch
    {
        Ir.Diagnostics.Severity.Error => DiagnosticSeverity.Error,
        Ir.Diagnostics.Severity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };
}
