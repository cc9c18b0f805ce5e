namespace PowerSoftmax.Runtime.Execution;

/// <summary>Time of the operations that do one thing in one part of the model.</summary>
/// <param name="Group">Part of the model.</param>
/// <param name="Role">What the operations do there.</param>
/// <param name="Milliseconds">Wall clock, encoding included.</param>
/// <param name="EncodeMilliseconds">Share of it that encoded plaintexts.</param>
/// <param name="KeySwitches">Rotations and relinearizations.</param>
/// <param name="Operations">Number of operations.</param>
public sealed record LatencyRow(
    string Group, string Role, double Milliseconds, double EncodeMilliseconds, int KeySwitches, int Operations);
