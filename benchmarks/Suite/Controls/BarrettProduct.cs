using System.Runtime.CompilerServices;

namespace PowerSoftmax.Benchmarks.Suite.Controls;

/// <summary>The control of products: residue by residue on 64-bit words, each 128-bit product reduced on its own.</summary>
/// <remarks>
/// Barrett's reduction of x with r = floor(2^128 / p) and the quotient floor(x r / 2^128). Menezes, van Oorschot, Vanstone,
/// "Handbook of Applied Cryptography", algorithm 14.42, with a base of 2^64. As native libraries do it; not what the engine uses.
/// </remarks>
public sealed unsafe class BarrettProduct
{
    private readonly ulong ratioLow;
    private readonly ulong ratioHigh;

    /// <param name="prime">From 3 to 2^61, odd.</param>
    /// <exception cref="ArgumentException">The prime is out of range.</exception>
    public BarrettProduct(ulong prime)
    {
        if (prime < 3 || prime >= 1UL << 61 || (prime & 1) == 0)
        {
            throw new ArgumentException($"{prime} is not an odd prime below 2^61.", nameof(prime));
        }

        Prime = prime;

        // p divides no power of two, so floor(2^128 / p) is floor((2^128 - 1) / p).
        UInt128 ratio = UInt128.MaxValue / prime;
        ratioLow = (ulong)ratio;
        ratioHigh = (ulong)(ratio >> 64);
    }

    public ulong Prime { get; }

    /// <summary>destination = x * y modulo the prime; the destination may be an operand.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Multiply(ReadOnlySpan<ulong> x, ReadOnlySpan<ulong> y, Span<ulong> destination)
    {
        if (x.Length != destination.Length || y.Length != destination.Length)
        {
            throw new ArgumentException($"Operands of {x.Length} and {y.Length} residues do not fit a destination of {destination.Length}.");
        }

        fixed (ulong* left = x)
        fixed (ulong* right = y)
        fixed (ulong* product = destination)
        {
            Loop(left, right, product, destination.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Loop(ulong* x, ulong* y, ulong* destination, nint length)
    {
        ulong p = Prime, low = ratioLow, high = ratioHigh;

        nint i = 0;

        for (; i <= length - 4; i += 4)
        {
            destination[i] = Product(x[i], y[i], p, low, high);
            destination[i + 1] = Product(x[i + 1], y[i + 1], p, low, high);
            destination[i + 2] = Product(x[i + 2], y[i + 2], p, low, high);
            destination[i + 3] = Product(x[i + 3], y[i + 3], p, low, high);
        }

        for (; i < length; i++)
        {
            destination[i] = Product(x[i], y[i], p, low, high);
        }
    }

    /// <summary>a b mod p. Of (x1 2^64 + x0) r, x = a b, only the third word is wanted; the quotient is at most one too small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Product(ulong a, ulong b, ulong p, ulong low, ulong high)
    {
        ulong x0 = a * b, x1 = Scalar.HighProduct(a, b);
        ulong second = x0 * high;
        ulong middle = second + Scalar.HighProduct(x0, low);
        ulong carry = Scalar.HighProduct(x0, high) + (middle < second ? 1UL : 0UL);

        ulong third = x1 * low;
        ulong sum = middle + third;
        ulong quotient = (x1 * high) + carry + Scalar.HighProduct(x1, low) + (sum < third ? 1UL : 0UL);

        ulong remainder = x0 - (quotient * p);

        // A branch, unlike the butterflies': it is almost never taken.
        return remainder < p ? remainder : remainder - p;
    }
}
