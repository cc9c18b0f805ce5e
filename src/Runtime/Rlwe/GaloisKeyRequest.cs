using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>A Galois key that a circuit needs, and the highest level it is used at: the key carries no primes above.</summary>
public readonly record struct GaloisKeyRequest(GaloisElement Element, Level MaxLevel);
