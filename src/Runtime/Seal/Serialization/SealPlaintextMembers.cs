using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>The layout that plaintexts and secret keys share.</summary>
internal readonly record struct SealPlaintextMembers(SealParameters Parameters, int PrimeCount, Scale Scale)
{
    public delegate ReadOnlySpan<ulong> LimbSource(int prime);

    public long ResidueCount => (long)Parameters.N * PrimeCount;

    public long ByteCount => SealHeader.Length + SealParmsId.Length + sizeof(ulong) + sizeof(double) + SealArray.ByteCount(ResidueCount);

    public static SealPlaintextMembers Read(SealReader reader, SealParameters parameters)
    {
        int? primes = parameters.PrimeCountOf(reader.ReadId());
        reader.Require(primes is not null, "parms_id", "made for other parameters, or not in NTT form: the id is none of theirs.");
        ulong count = reader.ReadUInt64("coefficient count");
        Scale scale = new(reader.ReadScale());
        SealPlaintextMembers members = new(parameters, primes.Value, scale);
        reader.Require(
            count == (ulong)members.ResidueCount, "coefficient count", $"{count} coefficients are announced and {members.ResidueCount} are needed.");

        return members;
    }

    public void Write(SealWriter writer, LimbSource limb)
    {
        writer.WriteId(Parameters.Id(PrimeCount));
        writer.WriteUInt64((ulong)ResidueCount);
        writer.WriteDouble(Scale.Value);
        SealArray.WriteStart(writer, ResidueCount);

        for (int prime = 0; prime < PrimeCount; prime++)
        {
            writer.WriteLimb(limb(prime));
        }
    }

    public ulong[][] ReadLimbs(SealReader reader)
    {
        SealArray.ReadStart(reader, ResidueCount);
        ulong[][] limbs = new ulong[PrimeCount][];

        for (int prime = 0; prime < limbs.Length; prime++)
        {
            limbs[prime] = reader.ReadLimb(Parameters.N, Parameters.Primes[prime], $"residues modulo q{prime}");
        }

        return limbs;
    }

    /// <summary>The limbs of a secret key: pinned, one after the other, and zeroed when the bytes turn out to be none.</summary>
    public SecretWords ReadSecretLimbs(SealReader reader)
    {
        SealArray.ReadStart(reader, ResidueCount);
        SecretWords limbs = new();

        try
        {
            for (int prime = 0; prime < PrimeCount; prime++)
            {
                reader.RequireRoom(Parameters.N * sizeof(ulong), $"residues modulo q{prime}");
                reader.ReadLimb(limbs.Add(Parameters.N), Parameters.Primes[prime], $"residues modulo q{prime}");
            }

            return limbs;
        }
        catch
        {
            limbs.Dispose();

            throw;
        }
    }
}
