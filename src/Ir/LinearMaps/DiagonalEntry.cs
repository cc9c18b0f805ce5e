namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>One term of a linear map: slot <see cref="Slot"/> of the result takes W[<see cref="Row"/>, <see cref="Column"/>] times the rotated operand.</summary>
public readonly record struct DiagonalEntry(int Slot, int Row, int Column);
