namespace PowerSoftmax.Benchmarks.Suite.Measuring;

/// <summary>What was measured of one operation.</summary>
/// <param name="Subject">The operation.</param>
/// <param name="References">The reference kernels, sampled between the samples of the operation.</param>
public sealed record Measurement(Timing Subject, ReferenceTimes References);
