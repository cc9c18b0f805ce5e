using System;
using System.Linq;
using PowerSoftmax.Generator.Emission;
using PowerSoftmax.Generator.Targets;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Generator.Circuits;

/// <summary>Reads and verifies a circuit; whatever is wrong with it becomes a finding.</summary>
internal static class CircuitReader
{
    public static CircuitFile Read(CircuitText text)
    {
        if (text.IsPending)
        {
            return Without(text, Diagnostic.Of(DiagnosticKinds.NotBuiltYet, text.Key));
        }

        if (text.Text.Length == 0)
        {
            return Damaged(text, "the file is missing or empty");
        }

        try
        {
            Module module = ModuleReader.Read(text.Text);
            ModuleSeal.Check(module);
            EquatableArray<Diagnostic> findings = FailedModule.DiagnosticsOf(module).ToEquatableArray();
            if (findings.Any(static finding => finding.Severity == Severity.Error))
            {
                return new CircuitFile(text.Key, text.Calibration, text.Resource, module, EquatableArray<int>.Empty, findings);
            }

            return Flaw(module) is string flaw
                ? Damaged(text, flaw)
                : new CircuitFile(text.Key, text.Calibration, text.Resource, module, Rotations(module), findings);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Damaged text can break the rules of any op, each of which has exceptions of its own.
            return Damaged(text, error.Message);
        }
    }

    private static string? Flaw(Module module)
    {
        if (module.Find(ModuleKeys.Circuit) is not Graph circuit)
        {
            return $"it has no graph '{ModuleKeys.Circuit}'";
        }

        if (circuit.Nodes.Where(static node => !OperationNames.IsKnown(node.Op)).Select(static node => node.Op.Mnemonic).FirstOrDefault() is string mnemonic)
        {
            return $"the server cannot run '{mnemonic}'";
        }

        // What the runtime would refuse, security among it, is said while the project builds.
        if (module.Meta(ModuleKeys.Parameters) is string parameters)
        {
            CkksParameterSet.Create(CkksParametersLiteral.Parse(parameters));
        }

        DiagnosticBag bag = new();
        GraphVerifier.Verify(circuit, module.Weights, bag);
        return bag.Items.Select(static item => item.Message).FirstOrDefault();
    }

    private static EquatableArray<int> Rotations(Module module) =>
        module.Find(ModuleKeys.Circuit)!.Nodes.Select(static node => ((CkksOp)node.Op).Rotations.Count).ToEquatableArray();

    private static CircuitFile Damaged(CircuitText text, string reason) => Without(
        text, Diagnostic.Of(DiagnosticKinds.CircuitCorrupt, ModelKey.WithExtension(text.Key, CircuitText.Extension), reason.TrimEnd('.')));

    private static CircuitFile Without(CircuitText text, Diagnostic reason) =>
        new(text.Key, text.Calibration, text.Resource, null, EquatableArray<int>.Empty, EquatableArray<Diagnostic>.Of(reason));
}
