namespace PowerSoftmax.Ir.Layouts;

/// <summary>What one position of an axis adds to the index of a dimension.</summary>
/// <param name="Dimension">Name of the dimension.</param>
/// <param name="Step">At least 1, less than the dimension's size.</param>
public readonly record struct AxisTerm(string Dimension, int Step);
