using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Seal.Secrets;

/// <summary>SEAL's SecretKey as bytes, unprotected: those of a plaintext modulo all primes. Whoever can read them can decrypt everything.</summary>
/// <remarks>Thread-safe. Without compression no copy of the key is left behind here; a decompressor's own buffers are not cleared.</remarks>
public static class SealSecretKeySerializer
{
    public static void WriteSecret(Stream stream, SealSecretKey key, SealWriteOptions? options = null)
    {
        using LifetimeUse use = key.Enter();

        // SEAL's secret keys have scale 1.
        SealPlaintextMembers members = new(key.Parameters, key.Parameters.Primes.Count, new Scale(1.0));
        SealFrame.Write(stream, options ?? SealWriteOptions.Default, members.ByteCount, writer => members.Write(writer, key.Limb));
    }

    /// <exception cref="InvalidSealDataException">Not a secret key for these parameters; the message names field and reason.</exception>
    public static SealSecretKey ReadSecret(Stream stream, SealParameters parameters, SealReadLimits? limits = null) =>
        SealFrame.Read(stream, "secret key", limits ?? SealReadLimits.Default, reader =>
        {
            SealPlaintextMembers members = SealPlaintextMembers.Read(reader, parameters);
            reader.Require(
                members.PrimeCount == parameters.Primes.Count, "parms_id", $"it has {members.PrimeCount} primes and a key has all {parameters.Primes.Count}.");

            return new SealSecretKey(parameters, members.ReadSecretLimbs(reader));
        });
}
