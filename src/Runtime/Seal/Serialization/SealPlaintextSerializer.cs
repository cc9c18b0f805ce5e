namespace PowerSoftmax.Runtime.Seal;

/// <summary>SEAL's Plaintext as bytes: header | parms_id | u64 count | f64 scale | array of residues.</summary>
public static class SealPlaintextSerializer
{
    public static void Write(Stream stream, SealPlaintext plaintext, SealWriteOptions? options = null)
    {
        SealPlaintextMembers members = new(plaintext.Parameters, plaintext.PrimeCount, plaintext.Scale);
        SealFrame.Write(stream, options ?? SealWriteOptions.Default, members.ByteCount, writer => members.Write(writer, plaintext.Limb));
    }

    /// <summary>Reads a plaintext from bytes that nobody vouches for.</summary>
    /// <exception cref="InvalidSealDataException">Not a CKKS plaintext for these parameters; the message names field and reason.</exception>
    public static SealPlaintext Read(Stream stream, SealParameters parameters, SealReadLimits? limits = null) =>
        SealFrame.Read(stream, "plaintext", limits ?? SealReadLimits.Default, reader =>
        {
            SealPlaintextMembers members = SealPlaintextMembers.Read(reader, parameters);
            reader.Require(
                members.PrimeCount <= parameters.DataPrimeCount, "parms_id", "it has all primes of the parameters, as only keys have.");

            return new SealPlaintext(parameters, members.Scale, members.ReadLimbs(reader));
        });
}
