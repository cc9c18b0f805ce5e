namespace PowerSoftmax.Ir.Weights;

/// <summary>What a product with a plaintext matrix computes; all zeros where there is none.</summary>
/// <param name="Diagonals">A plaintext product each.</param>
/// <param name="Babies">Rotations of the operand that need a key.</param>
/// <param name="Giants">Rotations of sums that need a key.</param>
public readonly record struct MatrixWork(KeptDiagonals Diagonals, int Babies, int Giants);
