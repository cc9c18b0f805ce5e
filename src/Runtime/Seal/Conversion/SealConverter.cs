using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>Ciphertexts, plaintexts and public keys between SEAL and the engine. Nothing is lost in either direction. Thread-safe.</summary>
/// <remarks>A SEAL object modulo the first k primes is at the engine's level k - 1. Cost: a pass over the residues.</remarks>
public sealed partial class SealConverter
{
    private readonly IWorkers workers;

    /// <exception cref="ParameterException">The parameters are not of SEAL's form: they have several special primes.</exception>
    public SealConverter(CkksParameters parameters, IWorkers workers)
    {
        this.workers = workers;
        Parameters = parameters;
        Seal = parameters.ToSealParameters();
    }

    /// <summary>The engine's parameters.</summary>
    public CkksParameters Parameters { get; }

    /// <summary>The same for SEAL.</summary>
    public SealParameters Seal { get; }

    /// <exception cref="ParameterMismatchException">The ciphertext was made for other parameters.</exception>
    /// <exception cref="DegreeMismatchException">It has more than three polynomials, which the engine does not handle.</exception>
    public Ciphertext ToEngine(SealCiphertext ciphertext)
    {
        RequireSame(ciphertext.Parameters);
        Level level = new(ciphertext.PrimeCount - 1);

        if (ciphertext.Size > 3)
        {
            throw new DegreeMismatchException(
                $"{nameof(ToEngine)}: the ciphertext has {ciphertext.Size} polynomials and the engine takes at most 3. Relinearize it in SEAL first.");
        }

        Ciphertext result = Ciphertext.Allocate(Parameters, level, ciphertext.Scale, ciphertext.Size - 1);

        for (int i = 0; i <= result.Degree; i++)
        {
            int polynomial = i;
            Fill(result[i], prime => ciphertext.Limb(polynomial, prime));
        }

        return result;
    }

    /// <exception cref="ParameterMismatchException">The plaintext was made for other parameters.</exception>
    public Plaintext ToEngine(SealPlaintext plaintext)
    {
        RequireSame(plaintext.Parameters);
        Level level = new(plaintext.PrimeCount - 1);
        RnsPolynomial polynomial = Parameters.RentCiphertextPolynomial(level);
        Fill(polynomial, plaintext.Limb);

        return new Plaintext(Parameters, polynomial, level, plaintext.Scale);
    }

    /// <summary>The key as the engine uses it; it cannot be written in the engine's own format, which stores a seed.</summary>
    /// <exception cref="ParameterMismatchException">The key was made for other parameters.</exception>
    public PublicKey ToEngine(SealPublicKey key)
    {
        RequireSame(key.Parameters);

        return PublicKey.FromHalves(Parameters, KeyHalf(key.Zero, 0, Parameters.MaxLevel), KeyHalf(key.Zero, 1, Parameters.MaxLevel));
    }

    /// <exception cref="ParameterMismatchException">The ciphertext was made for other parameters.</exception>
    public SealCiphertext ToSeal(Ciphertext ciphertext)
    {
        RequireSame(ciphertext.Parameters);

        return new SealCiphertext(Seal, ciphertext.Level.LimbCount, ciphertext.Scale, Limbs([.. ciphertext.Polynomials], ciphertext.Level.LimbCount));
    }

    /// <summary>The plaintext modulo the ciphertext primes; an extended one loses its residues modulo the special prime.</summary>
    /// <exception cref="ParameterMismatchException">The plaintext was made for other parameters.</exception>
    public SealPlaintext ToSeal(Plaintext plaintext)
    {
        RequireSame(plaintext.Parameters);

        return new SealPlaintext(Seal, plaintext.Scale, Limbs([plaintext.Polynomial], plaintext.Level.LimbCount));
    }

    /// <exception cref="ParameterMismatchException">The key was made for other parameters.</exception>
    public SealPublicKey ToSeal(PublicKey key)
    {
        RequireSame(key.Parameters);
        using LifetimeUse use = key.Enter();

        return new SealPublicKey(KeyCiphertext(key.Masked, key.Uniform));
    }

    private delegate ReadOnlySpan<ulong> LimbSource(int prime);

    private void Fill(RnsPolynomial destination, LimbSource limb) => workers.Run(
        destination.LimbCount, i => SealLimbs.ToEngine(limb(destination.PrimeIndex(i)), destination.Limb(i), destination.Modulus(i)));

    /// <summary>A polynomial of a SEAL key over the extended basis of a level.</summary>
    private RnsPolynomial KeyHalf(SealCiphertext key, int polynomial, Level level)
    {
        RnsPolynomial result = Parameters.RentExtendedPolynomial(level);
        Fill(result, prime => key.Limb(polynomial, prime));

        return result;
    }

    /// <summary>Two polynomials modulo all primes as an entry of a SEAL key.</summary>
    private SealCiphertext KeyCiphertext(RnsPolynomial masked, RnsPolynomial uniform) =>
        new(Seal, Seal.Primes.Count, new Scale(1.0), Limbs([masked, uniform], Seal.Primes.Count));

    private ulong[][] Limbs(RnsPolynomial[] polynomials, int primeCount)
    {
        ulong[][] result = new ulong[polynomials.Length * primeCount][];
        workers.Run(result.Length, i =>
        {
            RnsPolynomial polynomial = polynomials[i / primeCount];
            result[i] = SealLimbs.ToSeal(polynomial.Limb(i % primeCount), polynomial.Modulus(i % primeCount));
        });

        return result;
    }

    private void RequireSame(SealParameters other, [System.Runtime.CompilerServices.CallerMemberName] string operation = "")
    {
        if (!Seal.IsSameAs(other))
        {
            throw new ParameterMismatchException(operation);
        }
    }

    private void RequireSame(RlweParameters other, [System.Runtime.CompilerServices.CallerMemberName] string operation = "")
    {
        if (!Parameters.IsSameAs(other))
        {
            throw new ParameterMismatchException(operation);
        }
    }
}
