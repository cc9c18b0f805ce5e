using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.Check;

/// <summary>Reports findings of checkers with where they are.</summary>
internal static class CheckReport
{
    public static void Failed(this DiagnosticBag diagnostics, string checker, Node node, string finding) =>
        diagnostics.Report(DiagnosticKinds.CheckFailed, $"{checker}: node '{node.Name}' ({node.Id}, {node.Op.Mnemonic}) {finding}");

    public static void Failed(this DiagnosticBag diagnostics, string checker, string finding) =>
        diagnostics.Report(DiagnosticKinds.CheckFailed, $"{checker}: {finding}");
}
