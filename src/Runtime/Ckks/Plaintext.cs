using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>An encoded message: a polynomial in NTT form, with level and scale. Not encrypted.</summary>
/// <remarks>Several threads may use one at once; dispose it when none does.</remarks>
public sealed class Plaintext : IDisposable
{
    private readonly CkksParameters parameters;
    private readonly RnsPolynomial polynomial;
    private volatile bool disposed;

    internal Plaintext(CkksParameters parameters, RnsPolynomial polynomial, Level level, Scale scale)
    {
        this.parameters = parameters;
        this.polynomial = polynomial;
        ByteCount = (long)polynomial.LimbCount * parameters.N * sizeof(double);
        Level = level;
        Scale = scale;
    }

    /// <exception cref="ObjectDisposedException">It was disposed: every operation asks first.</exception>
    public CkksParameters Parameters
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);

            return parameters;
        }
    }

    /// <summary>It holds residues modulo q0 … q_level and can be used with ciphertexts up to this level.</summary>
    public Level Level { get; }

    public Scale Scale { get; }

    /// <summary>Whether it also holds residues modulo the special primes, as an <see cref="ExtendedCiphertext"/> needs them.</summary>
    public bool IsExtended => Polynomial.LimbCount > Level.LimbCount;

    public long ByteCount { get; }

    internal RnsPolynomial Polynomial
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);

            return polynomial;
        }
    }

    public void Dispose()
    {
        disposed = true;
        polynomial.Dispose();
    }

    /// <summary>Disposes of an encoded message that is nobody else's business: its memory is zeroed.</summary>
    internal void Discard()
    {
        disposed = true;
        polynomial.Discard();
    }
}
