namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>How far the making of evaluation keys is, after each key.</summary>
/// <param name="Made">Keys that are done.</param>
/// <param name="Count">Keys in all.</param>
/// <param name="Purpose">What the last one is for: "rotation by 5".</param>
public sealed record KeyProgress(int Made, int Count, string Purpose);
