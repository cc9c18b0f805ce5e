namespace PowerSoftmax.Passes.Plan;

/// <summary>Something that the compiler tried on its way to a circuit, as <c>plan</c> prints it.</summary>
/// <param name="LogN">Ring degree, as its base-2 logarithm.</param>
/// <param name="Layouts">Name of the layouts.</param>
/// <param name="IsBootstrapped">With bootstraps or without.</param>
/// <param name="LogScale">Default scale in bits; null where the parameters of bootstraps decide it.</param>
/// <param name="OutputLevel">Level of the outputs.</param>
/// <param name="IsTaken">Whether it is the circuit of the plan.</param>
/// <param name="Outcome">Why it is not taken; empty for the one that is.</param>
public sealed record PlanAttempt(int LogN, string Layouts, bool IsBootstrapped, int? LogScale, int OutputLevel, bool IsTaken, string Outcome);
