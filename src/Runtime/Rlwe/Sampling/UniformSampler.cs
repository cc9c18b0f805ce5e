using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Sampling;

namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>Residues uniform modulo a prime, by rejection. The values are public, so the number of rejections may show.</summary>
internal static class UniformSampler
{
    /// <summary>Fills with balanced residues in the storage order of NTT form: stored residue i takes word i of the stream.</summary>
    /// <remarks>
    /// So within 64 words, word 8 c + r belongs to standard index 8 r + c: a format may choose an order freely, as the residues are
    /// independent, and this one costs nothing. Words that are refused (see <see cref="UniformResidues"/>) are replaced, in the order
    /// of words, by those after the last one.
    /// </remarks>
    /// <exception cref="ArgumentException">The length is not a multiple of eight.</exception>
    public static void Fill(LaneWidth lanes, Span<double> limb, Modulus modulus, Seed publicSeed, ulong streamNumber)
    {
        using SeededStream stream = SeededStream.OfPublic(publicSeed, streamNumber);
        using SpareWords spares = new(publicSeed, streamNumber, limb.Length);

        while (!limb.IsEmpty)
        {
            ReadOnlySpan<ulong> words = stream.Next(limb.Length);
            UniformResidues.Run(lanes, words, modulus, spares.Next, limb[..words.Length]);
            limb = limb[words.Length..];
        }
    }
}
