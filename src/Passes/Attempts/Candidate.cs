using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>What an attempt tries: one point of the search.</summary>
/// <param name="LogN">Ring degree, as its base-2 logarithm.</param>
/// <param name="Layouts">Name of the layouts.</param>
/// <param name="Mode">With bootstraps or without.</param>
/// <param name="LogScale">Default scale in bits; null where the parameters of bootstraps decide it.</param>
/// <param name="Outputs">Level of the outputs: 0, or 1 where a value comes too near to the modulus below.</param>
internal sealed record Candidate(int LogN, string Layouts, AttemptMode Mode, int? LogScale, Level Outputs);
