using System.Numerics;

namespace PowerSoftmax.Passes.Layouts;

/// <summary>The power of two that has room for a size.</summary>
internal static class PowersOfTwo
{
    /// <summary>The smallest power of two that is not below a size.</summary>
    /// <param name="size">Positive.</param>
    public static int AtLeast(int size) => (int)BitOperations.RoundUpToPowerOf2((uint)size);

    /// <summary>The base-2 logarithm of the smallest power of two that is not below a size.</summary>
    /// <param name="size">Positive.</param>
    public static int BitsFor(int size) => BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)size));
}
