namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>A slot of the first row of a layout, and the element that it holds.</summary>
/// <param name="Ciphertext">From 0.</param>
/// <param name="Slot">Below the period.</param>
/// <param name="Shift">Index of the first dimension along the rows.</param>
/// <param name="Shared">Indices of the shared dimensions that rows do not count, and how far those along the rows are apart, as one number.</param>
/// <param name="Row">Row of W, of an operand's place; of a result's the first one of those that it sums.</param>
/// <param name="Column">Column of W, of a result's place; 0 of an operand's.</param>
/// <param name="Part">Which part of the element, where a sum over parts follows; 0 elsewhere.</param>
internal readonly record struct MapPlace(int Ciphertext, int Slot, int Shift, long Shared, int Row, int Column, int Part);
