using System.Globalization;

namespace PowerSoftmax.Runtime.Kernels;

/// <summary>An odd prime below 2^49 with the constants that kernels need, and exact integer arithmetic for set-up. Immutable.</summary>
/// <remarks>
/// Two representations of a residue occur. Canonical: a <see cref="ulong"/> in [0, p). Balanced: an integer held in a
/// double, in [-(p-1)/2, (p-1)/2]; zero is always +0. Kernels and limbs use the balanced one only. Neither the constructor
/// nor any method tests primality; <see cref="Inverse"/> and everything built on it require it.
/// </remarks>
public sealed class Modulus
{
    /// <summary>Largest number of bits of a modulus.</summary>
    public const int MaxBits = 49;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is even, below 3, or 2^49 or more.</exception>
    public Modulus(ulong value)
    {
        if (value < 3 || value >= 1UL << MaxBits || (value & 1) == 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(value), value, "A modulus is an odd prime from 3 to 2^49 - 1; choose a smaller or an odd one.");
        }

        Value = value;
        P = value;
        PInverse = 1.0 / value;
    }

    public ulong Value { get; }

    /// <summary>The modulus as a double, exact.</summary>
    public double P { get; }

    /// <summary>1 / p rounded to nearest.</summary>
    public double PInverse { get; }

    /// <summary>Canonical to balanced. Any <paramref name="canonical"/> is accepted and reduced. No branch on the value.</summary>
    public double Balance(ulong canonical) => Center((long)(canonical % Value));

    /// <summary>Integer to balanced residue. No branch on the value.</summary>
    public double Balance(long value)
    {
        long residue = value % (long)Value;

        return Center(residue + ((residue >> 63) & (long)Value));
    }

    /// <summary>Balanced (or any integer-valued double below 2^53 in magnitude) to canonical.</summary>
    public ulong Canonical(double balanced)
    {
        long residue = (long)balanced % (long)Value;

        return (ulong)(residue + ((residue >> 63) & (long)Value));
    }

    /// <summary>left * right mod p, canonical.</summary>
    public ulong Multiply(ulong left, ulong right) => (ulong)((UInt128)left * right % Value);

    /// <summary>base^exponent mod p, canonical. Time depends on the exponent: never call it with a secret one.</summary>
    public ulong Power(ulong @base, ulong exponent)
    {
        ulong result = 1;
        ulong square = @base % Value;

        for (; exponent != 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
            {
                result = Multiply(result, square);
            }

            square = Multiply(square, square);
        }

        return result;
    }

    /// <summary>The inverse of <paramref name="value"/> modulo the prime, canonical.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="value"/> is a multiple of p.</exception>
    public ulong Inverse(ulong value)
    {
        if (value % Value == 0)
        {
            throw new DivideByZeroException($"{value} has no inverse modulo {Value}: it is a multiple of it.");
        }

        return Power(value, Value - 2);
    }

    /// <summary>left * right mod p for balanced operands; balanced, exact. Scalar form of the kernels, for table set-up.</summary>
    public double MultiplyBalanced(double left, double right)
    {
        double high = left * right;
        double low = Math.FusedMultiplyAdd(left, right, -high);
        double lazy = Math.FusedMultiplyAdd(-Math.Round(high * PInverse), P, high) + low;

        return Math.FusedMultiplyAdd(-Math.Round(lazy * PInverse), P, lazy);
    }

    /// <summary>[0, p) to balanced; the comparison is a mask.</summary>
    private double Center(long residue) => residue - ((((long)(Value / 2) - residue) >> 63) & (long)Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
