using System.Buffers.Binary;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Rlwe.Secrets;

/// <summary>Makes keys. All randomness is expanded from one secret seed; every draw takes the next stream of it.</summary>
public sealed class KeyGenerator : IDisposable
{
    private readonly RlweParameters parameters;
    private readonly IWorkers workers;
    private readonly Seed seed;
    private ulong nextStream;

    /// <summary>A generator seeded by the operating system.</summary>
    public KeyGenerator(RlweParameters parameters, IWorkers workers)
        : this(parameters, workers, Seed.Create())
    {
    }

    /// <summary>A generator that repeats itself: tests only. Who knows the seed knows the keys.</summary>
    internal KeyGenerator(RlweParameters parameters, IWorkers workers, Seed seed)
    {
        this.parameters = parameters;
        this.workers = workers;
        this.seed = seed;
    }

    /// <summary>A secret key with a new name.</summary>
    /// <param name="circuit">The only circuit whose client takes it; null for a key that serves any circuit of these parameters.</param>
    public SecretKey CreateSecretKey(CircuitHash? circuit = null)
    {
        Limb coefficients = parameters.Ring.Limbs.Rent(clearOnReturn: true);
        using SeededStream stream = NextStream();
        TernarySampler.Fill(coefficients.Span, stream);

        return new SecretKey(parameters, coefficients, workers) { Identity = new DataIdentity(circuit, KeyId.Create()) };
    }

    /// <summary>Cost: one uniform sample, one transform and one product for each prime.</summary>
    public PublicKey CreatePublicKey(SecretKey secret)
    {
        Seed publicSeed = NextSeed();
        using RnsPolynomial uniform = parameters.RentExtendedPolynomial(parameters.MaxLevel);
        RnsPolynomial masked = parameters.RentExtendedPolynomial(parameters.MaxLevel);
        using Limb error = SampleError();

        workers.Run(masked.LimbCount, i =>
        {
            using UniformLimb source = uniform.UniformLimb(i, publicSeed, 0);
            LimbMask.Encrypt(masked, i, error.Span, source, uniform.Limb(i), new MaskTerms(secret.Polynomial.Limb(i)));
        });

        return new PublicKey(parameters, masked, publicSeed, workers) { Identity = secret.Identity };
    }

    /// <summary>The keys a circuit asks for. Memory: see <see cref="EvaluationKeyRequest.ByteCount"/>.</summary>
    /// <param name="secret">Whose keys.</param>
    /// <param name="request">Which keys.</param>
    /// <param name="progress">Told after every key.</param>
    /// <param name="cancellationToken">Honored between keys; what was made so far is freed.</param>
    public EvaluationKeys CreateEvaluationKeys(
        SecretKey secret, EvaluationKeyRequest request, IProgress<KeyProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        List<EvaluationKey> keys = [];

        try
        {
            ForEachEvaluationKey(secret, request, keys.Add, progress, cancellationToken);
        }
        catch
        {
            keys.ForEach(static key => key.Dispose());

            throw;
        }

        return new EvaluationKeys(parameters, keys, new DataIdentity(request.Circuit ?? secret.Identity.Circuit, secret.Id));
    }

    /// <summary>The same one by one: memory for all of them is never needed.</summary>
    /// <param name="secret">Whose keys.</param>
    /// <param name="request">Which keys.</param>
    /// <param name="take">Gets every key, which is then its own to dispose.</param>
    /// <param name="progress">Told after every key.</param>
    /// <param name="cancellationToken">Honored between keys.</param>
    public void ForEachEvaluationKey(
        SecretKey secret, EvaluationKeyRequest request, Action<EvaluationKey> take, IProgress<KeyProgress>? progress, CancellationToken cancellationToken)
    {
        EvaluationKeyNeed[] needs = [.. request.All];
        using SecretKey? ephemeral = request.Encapsulation is null ? null : CreateEphemeralSecretKey();

        for (int i = 0; i < needs.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            take(Create(secret, needs[i], ephemeral));
            progress?.Report(new KeyProgress(i + 1, needs.Length, needs[i].Purpose.Describe(parameters.LogN)));
        }
    }

    /// <summary>Switches from s^2 to s.</summary>
    public EvaluationKey CreateRelinearizationKey(SecretKey secret, Level maxLevel)
    {
        using RnsPolynomial square = parameters.RentExtendedPolynomial(parameters.MaxLevel, secret: true);
        RingOperations.Multiply(secret.Polynomial, secret.Polynomial, square, workers);

        return CreateKey(KeyPurpose.Relinearization, maxLevel, square, secret.Polynomial);
    }

    /// <summary>Switches from s to its image under the inverse automorphism.</summary>
    /// <exception cref="ParameterException">The element is even or not below 2N.</exception>
    public EvaluationKey CreateGaloisKey(SecretKey secret, GaloisElement element, Level maxLevel)
    {
        if (!element.IsValid(parameters.LogN))
        {
            throw new ParameterException(nameof(element), element.ToString(), $"a Galois element is odd and below {2 * parameters.N}.");
        }

        using RnsPolynomial image = parameters.RentExtendedPolynomial(parameters.MaxLevel, secret: true);
        RingOperations.Automorphism(secret.Polynomial, element.Inverse(parameters.LogN).Value, image, workers);

        return CreateKey(new KeyPurpose(element), maxLevel, secret.Polynomial, image);
    }

    public void Dispose() => seed.Dispose();

    // Prime by prime, all digits of one together: tables and the secrets' limbs stay in the cache.
    private EvaluationKey CreateKey(KeyPurpose purpose, Level maxLevel, RnsPolynomial from, RnsPolynomial to)
    {
        parameters.CheckLevel(maxLevel);

        Seed publicSeed = NextSeed();
        EvaluationKeyShape shape = EvaluationKeyShape.Of(parameters, purpose, maxLevel);
        int digits = shape.Digits;
        GadgetLimbs limbs = new(parameters, from, to, publicSeed) { IsEncapsulation = purpose.Encapsulation != Encapsulation.None };
        RnsPolynomial[] uniform = shape.Rent(parameters), masked = shape.Rent(parameters);
        Limb[] errors = [.. Enumerable.Range(0, digits).Select(_ => SampleError())];

        workers.Run(masked[0].LimbCount, i =>
        {
            for (int digit = 0; digit < digits; digit++)
            {
                limbs.Encrypt(digit, i, errors[digit].Span, masked[digit], uniform[digit]);
            }
        });

        Array.ForEach(errors, static error => error.Dispose());

        return new EvaluationKey(parameters, purpose, maxLevel, masked, uniform, publicSeed);
    }

    private EvaluationKey Create(SecretKey secret, EvaluationKeyNeed need, SecretKey? ephemeral) => need.Purpose switch
    {
        { Element: GaloisElement element } => CreateGaloisKey(secret, element, need.MaxLevel),
        { Encapsulation: Encapsulation.ToEphemeral } => CreateKey(need.Purpose, need.MaxLevel, secret.Polynomial, ephemeral!.Polynomial),
        { Encapsulation: Encapsulation.FromEphemeral } => CreateKey(need.Purpose, need.MaxLevel, ephemeral!.Polynomial, secret.Polynomial),
        _ => CreateRelinearizationKey(secret, need.MaxLevel),
    };

    // Lives while the two keys that hide it are made.
    private SecretKey CreateEphemeralSecretKey()
    {
        int weight = parameters.Set.Bootstrapping?.EphemeralWeight
            ?? throw new ParameterException(nameof(parameters), "a set without bootstrapping", "keys for encapsulation need one that bootstraps.");
        Limb coefficients = parameters.Ring.Limbs.Rent(clearOnReturn: true);
        using SeededStream stream = NextStream();
        SparseTernarySampler.Fill(coefficients.Span, weight, stream);

        return new SecretKey(parameters, coefficients, workers);
    }

    private Limb SampleError()
    {
        using SeededStream stream = NextStream();
        Limb error = parameters.Ring.Limbs.Rent(clearOnReturn: true);
        ErrorSampler.Fill(error.Span, stream);

        return error;
    }

    private SeededStream NextStream() => new(seed, nextStream++);

    private Seed NextSeed()
    {
        using SeededStream stream = NextStream();
        byte[] bytes = new byte[Seed.Length];

        for (int i = 0; i < bytes.Length; i += sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i), stream.NextWord());
        }

        return Seed.From(bytes);
    }
}
