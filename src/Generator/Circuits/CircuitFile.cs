using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Generator.Circuits;

/// <summary>A circuit file after reading.</summary>
/// <param name="Key">Path of its model.</param>
/// <param name="Calibration">Path of the samples it was compiled with; empty without.</param>
/// <param name="Resource">Name of the embedded circuit and weights without their extensions.</param>
/// <param name="Module">The module; null when the file is damaged or not there yet.</param>
/// <param name="Rotations">For each node of the server's graph the rotations it takes; empty when there is an error.</param>
/// <param name="Findings">What the compiler or the reader found.</param>
internal sealed record CircuitFile(
    string Key, string Calibration, string Resource, Module? Module, EquatableArray<int> Rotations, EquatableArray<Diagnostic> Findings)
{
    /// <summary>The graph the server runs; null when there is an error.</summary>
    public Graph? Graph => FirstError is null ? Module?.Find(ModuleKeys.Circuit) : null;

    public Diagnostic? FirstError => Findings.FirstOrDefault(static finding => finding.Severity == Severity.Error);
}
