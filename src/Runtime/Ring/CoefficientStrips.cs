using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Ntt;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>The order of coefficients between the halves of transforms: strips of 32 columns of a matrix with rows of 256.</summary>
/// <remarks>
/// A transform works strip by strip, and what is fused with it (a basis conversion) works residue by residue and so does not
/// care: in this order it reads and writes memory straight on.
/// </remarks>
internal static unsafe class CoefficientStrips
{
    public const int Count = NttConstants.StripCount;

    /// <summary>Strip <paramref name="index"/> of a polynomial kept in strips.</summary>
    public static Residues Strip(this Residues polynomial, int index)
    {
        int length = polynomial.Length / Count;

        return new Residues(polynomial.Pointer + (index * length), length);
    }

    /// <summary>One strip to its columns of a polynomial kept in the usual order.</summary>
    public static void CopyStripTo(Residues strip, Span<double> destination, int index)
    {
        ReadOnlySpan<double> source = new(strip.Pointer, strip.Length);

        for (int at = 0; at < source.Length; at += NttConstants.StripWidth)
        {
            source.Slice(at, NttConstants.StripWidth).CopyTo(destination[Start(at, index)..]);
        }
    }

    /// <summary>The columns of one strip of a polynomial kept in the usual order.</summary>
    public static void CopyStripFrom(ReadOnlySpan<double> source, Residues strip, int index)
    {
        Span<double> destination = new(strip.Pointer, strip.Length);

        for (int at = 0; at < destination.Length; at += NttConstants.StripWidth)
        {
            source.Slice(Start(at, index), NttConstants.StripWidth).CopyTo(destination[at..]);
        }
    }

    private static int Start(int at, int index) =>
        (at / NttConstants.StripWidth * NttConstants.RowLength) + (index * NttConstants.StripWidth);
}
