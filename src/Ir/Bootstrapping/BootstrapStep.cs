using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>Operations of a bootstrap at one level.</summary>
/// <param name="Level">Level of the operand.</param>
/// <param name="Matrix">A product with a plaintext matrix; zeros where there is none.</param>
/// <param name="Products">Products of ciphertexts, each with relinearization and rescale.</param>
/// <param name="KeySwitches">Key switches besides: conjugations.</param>
public readonly record struct BootstrapStep(Level Level, MatrixWork Matrix, int Products, int KeySwitches);
