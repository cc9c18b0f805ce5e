using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>An encryption: polynomials c0, c1 (and c2 of an unrelinearised product) in NTT form, with level and scale.</summary>
/// <remarks>Owns pooled memory: dispose it when it is no longer needed. Several threads may read one at once; dispose it when none does.</remarks>
public sealed class Ciphertext : IDisposable
{
    private readonly CkksParameters parameters;
    private readonly RnsPolynomial[] polynomials;
    private volatile bool disposed;

    internal Ciphertext(CkksParameters parameters, Level level, Scale scale, params RnsPolynomial[] polynomials)
    {
        this.parameters = parameters;
        Level = level;
        Scale = scale;
        this.polynomials = polynomials;
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

    /// <summary>Rescales it can still afford: it lives modulo q0 … q_level.</summary>
    public Level Level { get; }

    public Scale Scale { get; }

    /// <summary>Polynomials minus one: 1 normally, 2 for a product that is not relinearized.</summary>
    public int Degree => polynomials.Length - 1;

    /// <summary>Memory of its residues.</summary>
    public long ByteCount => (long)polynomials.Length * Level.LimbCount * parameters.N * sizeof(double);

    internal RnsPolynomial this[int index] => Alive[index];

    internal IReadOnlyList<RnsPolynomial> Polynomials => Alive;

    private RnsPolynomial[] Alive
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);

            return polynomials;
        }
    }

    /// <summary>Room for a result, in NTT form; its content is undefined.</summary>
    internal static Ciphertext Allocate(CkksParameters parameters, Level level, Scale scale, int degree) => new(
        parameters,
        level,
        scale,
        [.. Enumerable.Range(0, degree + 1).Select(_ => parameters.RentCiphertextPolynomial(level))]);

    /// <summary>The same polynomials under other parameters and another scale; this ciphertext is empty afterwards.</summary>
    /// <param name="parameters">Whose chain has the same primes up to this level.</param>
    internal Ciphertext MoveTo(CkksParameters parameters, Scale scale)
    {
        int[] primes = [.. parameters.CiphertextPrimes(Level)];
        RnsPolynomial[] moved = Array.ConvertAll(Alive, polynomial => polynomial.MoveTo(parameters.Ring, primes));
        disposed = true;

        return new Ciphertext(parameters, Level, scale, moved);
    }

    public void Dispose()
    {
        disposed = true;

        foreach (RnsPolynomial polynomial in polynomials)
        {
            polynomial.Dispose();
        }
    }
}
