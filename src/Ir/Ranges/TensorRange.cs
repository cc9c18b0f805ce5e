using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Ir.Ranges;

/// <summary>Where the elements of a tensor lay on the calibration samples, widened by the margin of calibration.</summary>
public sealed record TensorRange(string Tensor, Interval Interval);
