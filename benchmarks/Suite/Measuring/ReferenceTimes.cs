namespace PowerSoftmax.Benchmarks.Suite.Measuring;

/// <summary>Median microseconds of the reference kernels on one limb, one thread, everything in the caches.</summary>
/// <param name="ControlForward">The scalar forward NTT.</param>
/// <param name="ControlInverse">The scalar inverse NTT.</param>
/// <param name="ControlProduct">The Barrett product of two limbs.</param>
/// <param name="EngineForward">The engine's forward NTT: the unit of <c>ntt_units</c>.</param>
public sealed record ReferenceTimes(double ControlForward, double ControlInverse, double ControlProduct, double EngineForward)
{
    /// <param name="medians">In the order of <see cref="ReferenceKernels.All"/>.</param>
    internal static ReferenceTimes Of(double[] medians) => new(medians[0], medians[1], medians[2], medians[3]);
}
