using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.CircuitPasses;

/// <summary>One step of the compiler's second half: a pure function from state to state.</summary>
internal interface ICircuitPass
{
    /// <summary>Verb and object, as in <c>try-parameters</c>.</summary>
    string Name { get; }

    /// <exception cref="DiagnosticException">The pass cannot go on; the user sees the diagnostic.</exception>
    /// <exception cref="ParameterException">An option has a value that there are no tables for.</exception>
    CircuitState Run(CircuitState state, CircuitContext context);
}
