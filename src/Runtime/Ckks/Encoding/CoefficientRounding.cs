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
    public static double Round(Span<double> coefficients, double factor)
    {
        double largest = 0;

        foreach (ref double coefficient in coefficients)
        {
            coefficient = Math.Round(coefficient * factor);
            largest = Math.Max(largest, Math.Abs(coefficient));
        }

        return largest;
    }

    /// <summary>Balanced residues of integers of magnitude at most <paramref name="largest"/>.</summary>
    public static void Reduce(RingContext ring, ReadOnlySpan<double> integers, double largest, Span<double> destination, Modulus modulus)
    {
        if (largest < OneStepLimit)
        {
            UnaryDriver<ReduceModular>.Run(ring.Lanes, integers, destination, modulus);

            return;
        }

        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = IntegerReduction.Reduce(integers[i], modulus);
        }
    }
}
