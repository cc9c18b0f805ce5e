using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Check;

/// <summary>Every rotation, relinearization and conjugation of the circuit has a key that reaches up to its level.</summary>
public sealed class KeyChecker : IChecker
{
    private const string Name = "keys";

    public void Check(CircuitUnderCheck circuit, DiagnosticBag diagnostics)
    {
        EvaluationKeyNeeds needs = EvaluationKeyNeeds.Of(circuit.Ckks);
        Check("relinearization", needs.Relinearization, circuit.Keys.Relinearization, diagnostics);
        Check("conjugation", needs.Conjugation, circuit.Keys.Conjugation, diagnostics);
        if (needs.BootstrapTargets.Except(circuit.Keys.BootstrapTargets).Any())
        {
            diagnostics.Failed(Name, $"the keys are for bootstraps to {Text(circuit.Keys)}; the circuit bootstraps to {Text(needs)}");
        }

        foreach ((int rotation, Level level) in needs.Rotations)
        {
            Level? given = circuit.Keys.Rotations.TryGetValue(rotation, out Level known) ? known : null;
            Check($"rotation by {rotation}", level, given, diagnostics);
        }
    }

    private static string Text(EvaluationKeyNeeds needs) =>
        needs.Bootstraps ? $"level {string.Join(", ", needs.BootstrapTargets)}" : "no level";

    private static void Check(string key, Level? needed, Level? given, DiagnosticBag diagnostics)
    {
        if (needed is not Level level)
        {
            return;
        }

        if (given is not Level reach)
        {
            diagnostics.Failed(Name, $"the key for the {key} is missing; the circuit uses it at level {level}");
        }
        else if (reach < level)
        {
            diagnostics.Failed(Name, $"the key for the {key} reaches level {reach}; the circuit uses it at level {level}");
        }
    }
}
