namespace PowerSoftmax.Passes.Layouts;

/// <summary>A dimension of a tensor that is to be laid out.</summary>
/// <param name="Name">Its name in layouts.</param>
/// <param name="Extent">Indices, at least 2.</param>
/// <param name="Role">Where it lies.</param>
internal readonly record struct TensorDimension(string Name, int Extent, AxisRole Role);
