using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Rlwe.Secrets;

/// <summary>Makes keys. All randomness is expanded from one secret seed; every draw takes a stream of its own.</summary>
/// <remarks>Thread-safe. Disposing waits for the key that is being made; a call that makes several ends then with <see cref="ObjectDisposedException"/>.</remarks>
public sealed class KeyGenerator : IDisposable
{
    private readonly RlweParameters parameters;
    private readonly IWorkers workers;
    private readonly SecretStreams streams;
    private readonly SecretSampler sampler;
    private readonly GadgetKeys gadgets;
    private readonly Lifetime lifetime;

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
        streams = new SecretStreams(seed);
        sampler = new SecretSampler(parameters, workers, streams);
        gadgets = new GadgetKeys(parameters, workers, sampler);
        lifetime = new Lifetime(nameof(KeyGenerator), streams.Dispose);
    }

    /// <summary>A secret key with a new name.</summary>
    /// <param name="circuit">The only circuit whose client takes it; null for a key that serves any circuit of these parameters.</param>
    public SecretKey CreateSecretKey(CircuitHash? circuit = null)
    {
        using LifetimeUse use = lifetime.Enter();

        return sampler.SecretKey(new DataIdentity(circuit, KeyId.Create()));
    }

    /// <summary>Cost: one uniform sample, one transform and one product for each prime.</summary>
    public PublicKey CreatePublicKey(SecretKey secret)
    {
        using LifetimeUse use = lifetime.Enter(), ofSecret = secret.Enter();
        Seed publicSeed = streams.NextPublicSeed();
        using RnsPolynomial uniform = parameters.RentExtendedPolynomial(parameters.MaxLevel);
        using Limb error = sampler.Error();
        RnsPolynomial masked = parameters.RentExtendedPolynomial(parameters.MaxLevel);

        try
        {
            workers.Run(masked.LimbCount, i =>
            {
                using UniformLimb source = uniform.UniformLimb(i, publicSeed, 0);
                LimbMask.Encrypt(masked, i, error.Span, source, uniform.Limb(i), new MaskTerms(secret.Polynomial.Limb(i)));
            });

            return new PublicKey(parameters, masked, publicSeed, workers) { Identity = secret.Identity };
        }
        catch
        {
            masked.Discard();

            throw;
        }
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
        using LifetimeUse use = lifetime.Enter(), ofSecret = secret.Enter();
        EvaluationKeyNeed[] needs = [.. request.All];
        Queue<EvaluationKey> made = [];

        try
        {
            for (int i = 0; i < needs.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                lifetime.ThrowIfClosed();

                if (made.Count == 0)
                {
                    Array.ForEach(gadgets.Create(secret, needs, i), made.Enqueue);
                }

                take(made.Dequeue());
                progress?.Report(new KeyProgress(i + 1, needs.Length, needs[i].Purpose.Describe(parameters.LogN)));
            }
        }
        finally
        {
            while (made.TryDequeue(out EvaluationKey? left))
            {
                left.Dispose();
            }
        }
    }

    /// <summary>Switches from s^2 to s.</summary>
    public EvaluationKey CreateRelinearizationKey(SecretKey secret, Level maxLevel)
    {
        using LifetimeUse use = lifetime.Enter(), ofSecret = secret.Enter();

        return gadgets.Relinearization(secret, maxLevel);
    }

    /// <summary>Switches from s to its image under the inverse automorphism.</summary>
    /// <exception cref="ParameterException">The element is even or not below 2N.</exception>
    public EvaluationKey CreateGaloisKey(SecretKey secret, GaloisElement element, Level maxLevel)
    {
        using LifetimeUse use = lifetime.Enter(), ofSecret = secret.Enter();

        return gadgets.Galois(secret, element, maxLevel);
    }

    public void Dispose() => lifetime.CloseAndWait();
}
