using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>Mask and errors of one encryption with a public key, each from a stream of its own of one secret seed; zeroed on dispose.</summary>
/// <remarks>By itself, because a ciphertext cannot show whether the errors differ: the division takes them down to less than a unit.</remarks>
internal sealed class EncryptionRandomness(LimbPool pool, Seed seed) : IDisposable
{
    public Limb Mask { get; } = Sample(pool, seed, 0, TernarySampler.Fill);

    public Limb Error0 { get; } = Sample(pool, seed, 1, ErrorSampler.Fill);

    public Limb Error1 { get; } = Sample(pool, seed, 2, ErrorSampler.Fill);

    public void Dispose()
    {
        Mask.Dispose();
        Error0.Dispose();
        Error1.Dispose();
    }

    private static Limb Sample(LimbPool pool, Seed seed, ulong streamNumber, SecretSample sample)
    {
        using SeededStream stream = new(seed, streamNumber);

        return SecretLimb.Sample(pool, stream, sample);
    }
}
