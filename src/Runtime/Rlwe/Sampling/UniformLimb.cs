using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Sampling;

namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>One limb of uniform residues modulo a prime, expanded from a public seed piece by piece, so that a piece can be used in the cache.</summary>
/// <remarks>
/// Storage order of NTT form: stored residue i takes word i of the stream, so within 64 words, word 8 c + r belongs to standard index
/// 8 r + c. A format may choose an order freely, as the residues are independent, and this one costs nothing. Words that are refused
/// (see <see cref="UniformResidues"/>) are replaced, in the order of words, by those after the last one. The values are public, so
/// the number of rejections may show.
/// </remarks>
internal sealed class UniformLimb(LaneWidth lanes, Modulus modulus, Seed publicSeed, ulong streamNumber) : IDisposable
{
    private readonly SeededStream stream = SeededStream.OfPublic(publicSeed, streamNumber);
    private SpareWords? spares;

    /// <summary>Fills the beginning of what is left of the limb with balanced residues, and says how many.</summary>
    /// <param name="rest">The whole limb in the first call; later the part that is not filled yet.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of eight.</exception>
    public int FillNext(Span<double> rest)
    {
        spares ??= new SpareWords(publicSeed, streamNumber, rest.Length);
        ReadOnlySpan<ulong> words = stream.Next(rest.Length);
        UniformResidues.Run(lanes, words, modulus, spares.Next, rest[..words.Length]);

        return words.Length;
    }

    /// <summary>Fills a whole limb.</summary>
    /// <exception cref="ArgumentException">The length is not a multiple of eight.</exception>
    public void Fill(Span<double> limb)
    {
        while (!limb.IsEmpty)
        {
            limb = limb[FillNext(limb)..];
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        spares?.Dispose();
    }
}
