using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Passes.Attempts;

namespace PowerSoftmax.Passes.CircuitPasses;

/// <summary>What the passes of one compilation share besides the state.</summary>
/// <param name="Search">The user's choices, the cost table, and the samples: prologue outputs by name, at least one.</param>
/// <param name="Diagnostics">Takes the findings.</param>
internal sealed record CircuitContext(SearchSettings Search, DiagnosticBag Diagnostics)
{
    public CompilerOptions Options => Search.Options;
}
