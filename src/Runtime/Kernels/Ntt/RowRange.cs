namespace PowerSoftmax.Runtime.Kernels.Ntt;

/// <summary>Consecutive rows of a polynomial: <paramref name="First"/> up to, not including, <paramref name="End"/>.</summary>
internal readonly record struct RowRange(int First, int End);
