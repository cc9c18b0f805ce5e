using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace PowerSoftmax.Benchmarks.Suite.Controls;

/// <summary>What scalar modular arithmetic on 64-bit words is made of.</summary>
internal static class Scalar
{
    /// <summary>The upper word of a product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong HighProduct(ulong x, ulong y)
    {
        // Math.BigMul stores its lower word to the stack, which costs as much as the product.
        return Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(x, y) : Math.BigMul(x, y, out _);
    }

    /// <summary>x - bound where x is at least the bound, else x. Needs bound &lt;= 2^63 and x &lt; bound + 2^63.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong SubtractOnce(ulong x, ulong bound)
    {
        // A mask of the sign: the compiler makes an unpredictable branch of Math.Min and of a conditional.
        ulong difference = x - bound;

        return difference + (bound & (ulong)((long)difference >> 63));
    }
}
