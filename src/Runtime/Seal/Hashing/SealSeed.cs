using System.Runtime.InteropServices;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>SEAL's UniformRandomGeneratorInfo: what the second polynomial of a seeded ciphertext is expanded from. Public. Immutable.</summary>
public sealed class SealSeed
{
    /// <summary>Bytes of a seed.</summary>
    public const int Length = 64;

    private readonly byte[] bytes;

    internal SealSeed(SealGenerator generator, ReadOnlySpan<byte> bytes)
    {
        Generator = generator;
        this.bytes = bytes.ToArray();
    }

    public SealGenerator Generator { get; }

    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Uniform residues for each prime in turn, as SEAL's sample_poly_uniform draws them.</summary>
    /// <remarks>
    /// The words for all primes come first; a word that is not below the largest multiple of its prime is replaced by the next word of
    /// the same stream after those.
    /// </remarks>
    internal void Expand(IReadOnlyList<ulong> primes, ReadOnlySpan<ulong[]> limbs)
    {
        using SealStream stream = new(this);

        foreach (ulong[] limb in limbs)
        {
            stream.Fill(MemoryMarshal.AsBytes(limb.AsSpan()));
        }

        for (int i = 0; i < limbs.Length; i++)
        {
            ulong prime = primes[i];
            ulong bound = ulong.MaxValue - (ulong.MaxValue % prime) - 1;

            foreach (ref ulong word in limbs[i].AsSpan())
            {
                while (word >= bound)
                {
                    word = stream.NextWord();
                }

                word %= prime;
            }
        }
    }
}
