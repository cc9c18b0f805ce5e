using System.Globalization;
using System.Numerics;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks.Encoding;

/// <summary>From real coefficients to integers, and to their residues.</summary>
internal static class CoefficientRounding
{
    /// <summary>Up to here one reduction is exact.</summary>
    private const double OneStepLimit = 1L << 51;

    /// <summary>Multiplies and rounds in place; returns the largest magnitude (NaN when a value is not a number).</summary>
    /// <remarks>No branch on a value: the bits of magnitudes, as integers, have the order of the magnitudes, with NaN above all.</remarks>
    public static double Round(Span<double> coefficients, double factor)
    {
        Vector<ulong> largest = Vector<ulong>.Zero;
        Vector<double> factors = new(factor);
        int i = 0;

        for (; i <= coefficients.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Span<double> group = coefficients.Slice(i, Vector<double>.Count);
            Vector<double> rounded = Vector.Round(new Vector<double>(group) * factors);
            rounded.CopyTo(group);
            largest = Vector.Max(largest, Vector.AsVectorUInt64(Vector.Abs(rounded)));
        }

        ulong bits = 0;

        for (int lane = 0; lane < Vector<ulong>.Count; lane++)
        {
            bits = Larger(bits, largest[lane]);
        }

        for (; i < coefficients.Length; i++)
        {
            coefficients[i] = Math.Round(coefficients[i] * factor);
            bits = Larger(bits, BitConverter.DoubleToUInt64Bits(Math.Abs(coefficients[i])));
        }

        return BitConverter.UInt64BitsToDouble(bits);
    }

    /// <summary>From what the embedding leaves of a message to its coefficients, in place; returns the largest magnitude.</summary>
    /// <param name="coefficients">Coefficients times the number of points of the embedding.</param>
    /// <param name="scale">Of the message.</param>
    /// <param name="points">Of the embedding.</param>
    /// <exception cref="CkksException">A coefficient is not finite, or too large to be reduced.</exception>
    public static double RoundMessage(Span<double> coefficients, Scale scale, int points)
    {
        double largest = Round(coefficients, scale.Value / points);

        return largest < IntegerReduction.Limit
            ? largest
            : throw new CkksException(string.Create(
                CultureInfo.InvariantCulture,
                $"A coefficient of the message at scale {scale} is {largest:G3} and must be finite and below 2^97. Check the values, or use a smaller scale."));
    }

    /// <summary>Balanced residues of integers of magnitude at most <paramref name="largest"/>.</summary>
    public static void Reduce(RingContext ring, ReadOnlySpan<double> integers, double largest, Span<double> destination, Modulus modulus)
    {
        if (largest < OneStepLimit)
        {
            UnaryDriver<ReduceInteger>.Run(ring.Lanes, integers, destination, modulus);
        }
        else
        {
            UnaryDriver<ReduceLargeInteger>.Run(ring.Lanes, integers, destination, modulus);
        }
    }

    // Both are below 2^63, so the sign of the difference is a mask.
    private static ulong Larger(ulong x, ulong y) => x + ((y - x) & ~(ulong)((long)(y - x) >> 63));
}
