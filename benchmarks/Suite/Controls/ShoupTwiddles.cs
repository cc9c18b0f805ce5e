namespace PowerSoftmax.Benchmarks.Suite.Controls;

/// <summary>Powers of a root of unity in bit-reversed order: entry m + i is the twiddle of block i of the stage with m blocks.</summary>
internal static class ShoupTwiddles
{
    /// <param name="logN">Logarithm of the number of entries.</param>
    /// <param name="root">psi, or its inverse.</param>
    /// <param name="prime">The modulus.</param>
    /// <returns>An array that the garbage collector does not move.</returns>
    public static ShoupFactor[] Create(int logN, ulong root, ulong prime)
    {
        ShoupFactor[] table = GC.AllocateUninitializedArray<ShoupFactor>(1 << logN, pinned: true);
        ulong power = 1;

        for (uint i = 0; i < table.Length; i++)
        {
            table[Reverse(i, logN)] = new ShoupFactor(power, prime);
            power = Multiply(power, root, prime);
        }

        return table;
    }

    public static ulong Multiply(ulong x, ulong y, ulong prime) => (ulong)((UInt128)x * y % prime);

    /// <summary>The inverse of x modulo the prime, by Fermat.</summary>
    public static ulong Inverse(ulong x, ulong prime)
    {
        ulong result = 1, square = x;

        for (ulong exponent = prime - 2; exponent != 0; exponent >>= 1)
        {
            result = (exponent & 1) != 0 ? Multiply(result, square, prime) : result;
            square = Multiply(square, square, prime);
        }

        return result;
    }

    private static uint Reverse(uint value, int bits)
    {
        uint result = 0;

        for (int i = 0; i < bits; i++)
        {
            result = (result << 1) | ((value >> i) & 1);
        }

        return result;
    }
}
