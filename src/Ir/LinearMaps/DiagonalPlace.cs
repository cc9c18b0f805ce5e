namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>Where a diagonal stands in a linear map between bundles: what it multiplies, and where the product goes.</summary>
/// <param name="Rotation">Of the operand, to the left, 0 … slots - 1.</param>
/// <param name="Input">Ciphertext of the operand.</param>
/// <param name="Output">Ciphertext of the result.</param>
public readonly record struct DiagonalPlace(int Rotation, int Input, int Output);
