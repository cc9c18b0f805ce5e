namespace PowerSoftmax.Passes.Layouts;

/// <summary>A dimension of a tensor that is to be laid out.</summary>
/// <param name="Name">Its name in layouts.</param>
/// <param name="Extent">Indices, at least 2.</param>
/// <param name="Role">Where it lies.</param>
/// <param name="MostInSlots">How many of its indices may lie in the slots of a row, as features of a head; the others lie in ciphertexts.</param>
internal readonly record struct TensorDimension(string Name, int Extent, AxisRole Role, int MostInSlots = int.MaxValue);
