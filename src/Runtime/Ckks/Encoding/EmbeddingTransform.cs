using System.Numerics;
using System.Runtime.CompilerServices;

namespace PowerSoftmax.Runtime.Ckks.Encoding;

/// <summary>Canonical embedding between N real coefficients and N/2 complex values, as a complex FFT of N/2 points.</summary>
/// <remarks>
/// With c_j = m_j + i m_(j + N/2) the value of m at zeta^(4t + 1) is the sum over j of (c_j zeta^j) omega^(tj), omega = zeta^4: a
/// twist and an ordinary transform. Values are in bit-reversed order of t, so neither direction permutes. Real and imaginary
/// parts are kept apart. Relative error about log2(N) * 2^-53. Cheon, Kim, Kim, Song, eprint 2016/421.
/// </remarks>
internal sealed class EmbeddingTransform
{
    private readonly int size;
    private readonly double[] rootCos;
    private readonly double[] rootSin;
    private readonly double[] twistCos;
    private readonly double[] twistSin;

    public EmbeddingTransform(int logN)
    {
        size = 1 << (logN - 1);
        Slots = new SlotOrder(logN);
        twistCos = new double[size];
        twistSin = new double[size];
        rootCos = new double[size];
        rootSin = new double[size];

        for (int j = 0; j < size; j++)
        {
            (twistSin[j], twistCos[j]) = Math.SinCos(Math.PI * j / (2.0 * size));
        }

        // The stage whose halves are h long uses exp(2 pi i k / (2h)), k < h, stored from index h on.
        for (int half = 1; half < size; half *= 2)
        {
            for (int k = 0; k < half; k++)
            {
                (rootSin[half + k], rootCos[half + k]) = Math.SinCos(Math.PI * k / half);
            }
        }
    }

    public SlotOrder Slots { get; }

    /// <summary>Coefficients to values, in place. <paramref name="real"/> holds m_0 …, <paramref name="imaginary"/> m_(N/2) …</summary>
    public void ToValues(Span<double> real, Span<double> imaginary)
    {
        Twist(real, imaginary);

        for (int half = size / 2; half > 0; half /= 2)
        {
            for (int start = 0; start < size; start += 2 * half)
            {
                Decimate(real.Slice(start, 2 * half), imaginary.Slice(start, 2 * half), half);
            }
        }
    }

    /// <summary>Values to coefficients times N/2, in place: the caller folds the division into the scale.</summary>
    public void ToCoefficients(Span<double> real, Span<double> imaginary)
    {
        for (int half = 1; half < size; half *= 2)
        {
            for (int start = 0; start < size; start += 2 * half)
            {
                Combine(real.Slice(start, 2 * half), imaginary.Slice(start, 2 * half), half);
            }
        }

        Untwist(real, imaginary);
    }

    // (a, b) -> (a + b, (a - b) w)
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Decimate(Span<double> real, Span<double> imaginary, int half)
    {
        Span<double> ar = real[..half], br = real[half..], ai = imaginary[..half], bi = imaginary[half..];
        ReadOnlySpan<double> cos = rootCos.AsSpan(half, half), sin = rootSin.AsSpan(half, half);
        int k = 0;

        for (; k <= half - Vector<double>.Count; k += Vector<double>.Count)
        {
            Vector<double> xr = new(ar[k..]), xi = new(ai[k..]), yr = new(br[k..]), yi = new(bi[k..]);
            Vector<double> c = new(cos[k..]), s = new(sin[k..]), dr = xr - yr, di = xi - yi;
            (xr + yr).CopyTo(ar[k..]);
            (xi + yi).CopyTo(ai[k..]);
            ((dr * c) - (di * s)).CopyTo(br[k..]);
            ((dr * s) + (di * c)).CopyTo(bi[k..]);
        }

        for (; k < half; k++)
        {
            double dr = ar[k] - br[k], di = ai[k] - bi[k];
            ar[k] += br[k];
            ai[k] += bi[k];
            br[k] = (dr * cos[k]) - (di * sin[k]);
            bi[k] = (dr * sin[k]) + (di * cos[k]);
        }
    }

    // (a, b) -> (a + b conj(w), a - b conj(w)): the inverse of Decimate, times two.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Combine(Span<double> real, Span<double> imaginary, int half)
    {
        Span<double> ar = real[..half], br = real[half..], ai = imaginary[..half], bi = imaginary[half..];
        ReadOnlySpan<double> cos = rootCos.AsSpan(half, half), sin = rootSin.AsSpan(half, half);
        int k = 0;

        for (; k <= half - Vector<double>.Count; k += Vector<double>.Count)
        {
            Vector<double> xr = new(ar[k..]), xi = new(ai[k..]), yr = new(br[k..]), yi = new(bi[k..]);
            Vector<double> c = new(cos[k..]), s = new(sin[k..]), tr = (yr * c) + (yi * s), ti = (yi * c) - (yr * s);
            (xr + tr).CopyTo(ar[k..]);
            (xi + ti).CopyTo(ai[k..]);
            (xr - tr).CopyTo(br[k..]);
            (xi - ti).CopyTo(bi[k..]);
        }

        for (; k < half; k++)
        {
            double tr = (br[k] * cos[k]) + (bi[k] * sin[k]), ti = (bi[k] * cos[k]) - (br[k] * sin[k]);
            br[k] = ar[k] - tr;
            bi[k] = ai[k] - ti;
            ar[k] += tr;
            ai[k] += ti;
        }
    }

    private void Twist(Span<double> real, Span<double> imaginary)
    {
        for (int j = 0; j < size; j++)
        {
            double re = real[j], im = imaginary[j];
            real[j] = (re * twistCos[j]) - (im * twistSin[j]);
            imaginary[j] = (re * twistSin[j]) + (im * twistCos[j]);
        }
    }

    private void Untwist(Span<double> real, Span<double> imaginary)
    {
        for (int j = 0; j < size; j++)
        {
            double re = real[j], im = imaginary[j];
            real[j] = (re * twistCos[j]) + (im * twistSin[j]);
            imaginary[j] = (im * twistCos[j]) - (re * twistSin[j]);
        }
    }
}
