namespace PowerSoftmax.Runtime.Seal;

/// <summary>SEAL's PublicKey as bytes: those of a ciphertext modulo all primes.</summary>
public static class SealPublicKeySerializer
{
    public static void Write(Stream stream, SealPublicKey key, SealWriteOptions? options = null) =>
        SealCiphertextSerializer.Write(stream, key.Zero, options);

    /// <summary>Reads a public key from bytes that nobody vouches for.</summary>
    /// <exception cref="InvalidSealDataException">Not a CKKS public key for these parameters; the message names field and reason.</exception>
    public static SealPublicKey Read(Stream stream, SealParameters parameters, SealReadLimits? limits = null) =>
        SealFrame.Read(stream, "public key", limits ?? SealReadLimits.Default, reader => new SealPublicKey(ReadKey(reader, parameters)));

    /// <summary>A ciphertext that is part of a key: of two polynomials modulo all primes.</summary>
    internal static SealCiphertext ReadKey(SealReader reader, SealParameters parameters)
    {
        SealCiphertext key = SealCiphertextMembers.Read(reader, parameters);
        reader.Require(key.PrimeCount == parameters.Primes.Count, "parms_id", $"it has {key.PrimeCount} primes and a key has all {parameters.Primes.Count}.");
        reader.Require(key.Size == 2, "polynomial count", $"it has {key.Size} polynomials and a key has 2.");

        return key;
    }
}
