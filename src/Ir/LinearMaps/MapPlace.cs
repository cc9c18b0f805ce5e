namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>A slot of the first row of a layout, and the element that it holds.</summary>
/// <param name="Ciphertext">From 0.</param>
/// <param name="Slot">Below the period.</param>
/// <param name="Shift">Index of the dimension along the rows.</param>
/// <param name="Shared">Indices of the shared dimensions that rows do not count, as one number.</param>
/// <param name="Row">Index of the contracted dimension, or what the layout says of it; 0 where there is none.</param>
/// <param name="Column">Index of the produced dimension; 0 where there is none.</param>
internal readonly record struct MapPlace(int Ciphertext, int Slot, int Shift, long Shared, int Row, int Column);
