using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Generator.Circuits;
using PowerSoftmax.Generator.Targets;
using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Generator.Reporting;

/// <summary>What is wrong with a model, all of it reported where the attribute names it.</summary>
internal static class ModelReports
{
    public static IEnumerable<Report> Of(ModelTarget target, Model model) =>
        Findings(model).Select(finding => new Report(finding, target.Attribute));

    private static IEnumerable<Diagnostic> Findings(Model model)
    {
        ModelClass modelClass = model.Class;
        if (modelClass.Problem is string problem)
        {
            yield return Diagnostic.Of(DiagnosticKinds.ClassUnsuitable, modelClass.FullName, problem);
        }

        if (model.Circuit is not CircuitFile circuit)
        {
            string compiled = model.Known.Count == 0 ? "none" : string.Join(", ", model.Known);
            yield return Diagnostic.Of(DiagnosticKinds.ModelMissing, modelClass.Model, compiled);
            yield break;
        }

        if (modelClass.Calibration is string calibration && !string.Equals(ModelKey.Of(calibration), circuit.Calibration, StringComparison.Ordinal))
        {
            yield return Diagnostic.Of(
                DiagnosticKinds.CalibrationIgnored,
                modelClass.Model,
                calibration,
                circuit.Calibration.Length == 0 ? "no calibration" : $"'{circuit.Calibration}'",
                ModelKey.WithExtension(modelClass.Model, ".samples.npz"));
        }

        // A model that failed has neither parameters nor figures.
        if (circuit.Graph is not null)
        {
            foreach (Diagnostic broken in WishReports.Of(modelClass, circuit.Module!))
            {
                yield return broken;
            }
        }

        foreach (Diagnostic finding in circuit.Findings)
        {
            yield return finding;
        }
    }
}
