namespace PowerSoftmax.Passes.Answers;

/// <summary>Arithmetic modulo the prime 2^61 - 1 on values in [0, 2^61 - 1), and the numbers that stand for doubles and for unknowns.</summary>
internal static class PrimeField
{
    private const int Bits = 61;
    private const ulong Prime = (1UL << Bits) - 1;

    public static ulong Add(ulong left, ulong right) => Fold(left + right);

    public static ulong Multiply(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return Fold((low & Prime) + ((high << (64 - Bits)) | (low >> Bits)));
    }

    public static ulong Negate(ulong value) => value == 0 ? 0 : Prime - value;

    /// <summary>A double is m 2^e, and 2 has an inverse: sums and products of doubles map exactly.</summary>
    /// <param name="value">A finite number.</param>
    public static ulong Exact(double value)
    {
        if (value == 0)
        {
            return 0;
        }

        int exponent = Math.ILogB(value) - 52;
        ulong mantissa = (ulong)Math.Abs(Math.ScaleB(value, -exponent));
        // 2^61 = 1, so that exponents count modulo 61.
        ulong power = 1UL << (((exponent % Bits) + Bits) % Bits);
        ulong magnitude = Multiply(Fold(mantissa), power);
        return value > 0 ? magnitude : Negate(magnitude);
    }

    /// <summary>A number that behaves like an independent unknown for every other key; the mixing function of SplitMix64, three times.</summary>
    public static ulong Unknown(ulong seed, ulong key)
    {
        ulong mixed = Mix(Mix(Mix(seed) ^ key) + key);
        return Fold((mixed & Prime) + (mixed >> Bits));
    }

    private static ulong Fold(ulong sum) => sum >= Prime ? sum - Prime : sum;

    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
