namespace PowerSoftmax.Runtime.Execution;

/// <summary>What one operation took.</summary>
/// <param name="Operation">Which.</param>
/// <param name="Milliseconds">Wall clock, encoding included.</param>
/// <param name="EncodeMilliseconds">Share of it that encoded plaintexts.</param>
/// <param name="KeySwitches">Rotations and relinearizations it made.</param>
public sealed record OperationTiming(OperationInfo Operation, double Milliseconds, double EncodeMilliseconds, int KeySwitches);
