using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>An encoded message: a polynomial in NTT form, with level and scale. Not encrypted.</summary>
public sealed class Plaintext : IDisposable
{
    internal Plaintext(CkksParameters parameters, RnsPolynomial polynomial, Level level, Scale scale)
    {
        Parameters = parameters;
        Polynomial = polynomial;
        Level = level;
        Scale = scale;
    }

    public CkksParameters Parameters { get; }

    /// <summary>It holds residues modulo q0 … q_level and can be used with ciphertexts up to this level.</summary>
    public Level Level { get; }

    public Scale Scale { get; }

    /// <summary>Whether it also holds residues modulo the special primes, as an <see cref="ExtendedCiphertext"/> needs them.</summary>
    public bool IsExtended => Polynomial.LimbCount > Level.LimbCount;

    public long ByteCount => (long)Polynomial.LimbCount * Parameters.N * sizeof(double);

    internal RnsPolynomial Polynomial { get; }

    public void Dispose() => Polynomial.Dispose();
}
