using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Rlwe.Secrets;

/// <summary>Secret polynomials of a key generator, each from a stream of its own, in memory that is zeroed. Thread-safe.</summary>
internal sealed class SecretSampler(RlweParameters parameters, IWorkers workers, SecretStreams streams)
{
    /// <summary>A seed that may be published.</summary>
    public Seed PublicSeed() => streams.NextPublicSeed();

    /// <summary>A dense ternary secret.</summary>
    public SecretKey SecretKey(DataIdentity identity) => new(parameters, Sample(TernarySampler.Fill), workers) { Identity = identity };

    /// <summary>A secret of few coefficients, for the two keys that hide it.</summary>
    /// <exception cref="ParameterException">The parameters do not bootstrap.</exception>
    public SecretKey EphemeralSecretKey()
    {
        int weight = parameters.Set.Bootstrapping?.EphemeralWeight
            ?? throw new ParameterException(nameof(parameters), "a set without bootstrapping", "keys for encapsulation need one that bootstraps.");

        return new SecretKey(parameters, Sample((coefficients, stream) => SparseTernarySampler.Fill(coefficients, weight, stream)), workers);
    }

    /// <summary>An error polynomial.</summary>
    public Limb Error() => Sample(ErrorSampler.Fill);

    private Limb Sample(SecretSample sample)
    {
        using SeededStream stream = streams.Next();

        return SecretLimb.Sample(parameters.Ring.Limbs, stream, sample);
    }
}
