using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Attempts;
using PowerSoftmax.Passes.Plan;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Passes.CircuitPasses;

/// <summary>How far a circuit has come from tensors to ciphertexts. Each pass fills in one part.</summary>
/// <param name="Tensor">Prologue, circuit in normal form, epilogue.</param>
/// <param name="Keys">Whose library makes the keys.</param>
internal sealed record CircuitState(Module Tensor, KeyFormat Keys)
{
    /// <summary>The circuit on the slots of each ring that is asked for.</summary>
    public LayoutAttempts Layouts { get; } = new(Tensor, Keys);

    /// <summary>What was tried, and what is taken.</summary>
    public AttemptList? Attempts { get; init; }

    /// <summary>What is predicted of the circuit that is taken.</summary>
    public CompilationPlan? Plan { get; init; }

    /// <summary>The result: prologue, circuit on ciphertexts, epilogue; null before the end and where a checker refused it.</summary>
    public Module? Compiled { get; init; }

    /// <summary>The attempt that is taken.</summary>
    /// <exception cref="InvalidOperationException">There is none yet.</exception>
    public Attempt Chosen => Attempts?.Chosen ?? throw new InvalidOperationException("no parameters are chosen yet");
}
