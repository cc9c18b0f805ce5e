namespace PowerSoftmax.Runtime.Seal;

/// <summary>SEAL's Ciphertext as bytes, whole or seeded. A ciphertext that was read with a seed is written with it.</summary>
public static class SealCiphertextSerializer
{
    public static void Write(Stream stream, SealCiphertext ciphertext, SealWriteOptions? options = null) => SealFrame.Write(
        stream,
        options ?? SealWriteOptions.Default,
        SealCiphertextMembers.ByteCount(ciphertext),
        writer => SealCiphertextMembers.Write(writer, ciphertext));

    /// <summary>Reads a ciphertext from bytes that nobody vouches for; the second polynomial of a seeded one is expanded.</summary>
    /// <remarks>Number of primes and scale are what the bytes say: compare them with what the circuit expects.</remarks>
    /// <exception cref="InvalidSealDataException">Not a CKKS ciphertext for these parameters; the message names field and reason.</exception>
    public static SealCiphertext Read(Stream stream, SealParameters parameters, SealReadLimits? limits = null) =>
        SealFrame.Read(stream, "ciphertext", limits ?? SealReadLimits.Default, reader =>
        {
            SealCiphertext ciphertext = SealCiphertextMembers.Read(reader, parameters);
            reader.Require(
                ciphertext.PrimeCount <= parameters.DataPrimeCount, "parms_id", "it has all primes of the parameters, as only keys have.");

            return ciphertext;
        });
}
