using PowerSoftmax.Passes.CircuitPasses;

namespace PowerSoftmax.Passes;

/// <summary>The road from the normal form to a checked circuit on ciphertexts. Read top to bottom.</summary>
internal static class CircuitPipeline
{
    public static IReadOnlyList<ICircuitPass> Passes { get; } =
    [
        new CheckOptions(),

        // Rings, layouts, scales and bootstraps, until something holds the circuit.
        new TryParameters(),
        new RefuseMisfits(),

        // What it will take, and whether that is allowed and right.
        new PlanChosen(),
        new CheckWishes(),
        new CheckCircuit(),
        new AssembleModule(),
    ];

    public static CircuitState Run(CircuitState state, CircuitContext context) =>
        Passes.Aggregate(state, (current, pass) => pass.Run(current, context));
}
