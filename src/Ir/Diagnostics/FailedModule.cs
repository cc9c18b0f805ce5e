using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.Diagnostics;

/// <summary>Diagnostics inside a circuit file, so that the generator can report them where the model is named.</summary>
/// <remarks>
/// A compilation that failed writes a module without graphs; one that went well may carry warnings the same way. Each finding is
/// one metadata line: <c>meta "diagnostic" "error PSM2002: Node ..."</c>.
/// </remarks>
public static class FailedModule
{
    /// <summary>The metadata key, which may occur many times.</summary>
    public const string Key = "diagnostic";

    /// <summary>A module that holds nothing but the reasons why it holds nothing.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="diagnostics">At least one error among them.</param>
    public static Module Of(string name, IEnumerable<Diagnostic> diagnostics) =>
        With(new Module(name, EquatableArray<MetadataEntry>.Empty, EquatableArray<Graph>.Empty, WeightTable.Empty), diagnostics);

    /// <summary>The module with more findings, after those it has.</summary>
    public static Module With(Module module, IEnumerable<Diagnostic> diagnostics) => module with
    {
        Metadata = module.Metadata.Concat(diagnostics.Select(static item => new MetadataEntry(Key, item.ToString()))).ToEquatableArray(),
    };

    /// <summary>The findings a module carries, in order.</summary>
    /// <exception cref="IrException">A line does not read <c>severity id: message</c>.</exception>
    public static IReadOnlyList<Diagnostic> DiagnosticsOf(Module module) =>
        module.Metadata.Where(static entry => entry.Key == Key).Select(static entry => Parse(entry.Value)).ToList();

    private static Diagnostic Parse(string line)
    {
        int space = line.IndexOf(' ');
        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (space < 0 || colon < space)
        {
            throw new IrException($"'{line}' is not a diagnostic; it should read 'severity id: message'");
        }

        Severity severity = line.Substring(0, space) switch
        {
            "info" => Severity.Info,
            "warning" => Severity.Warning,
            "error" => Severity.Error,
            string other => throw new IrException($"'{other}' is not a severity; info, warning and error are"),
        };
        return new Diagnostic(line.Substring(space + 1, colon - space - 1), severity, line.Substring(colon + 2));
    }
}
