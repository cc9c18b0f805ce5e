using System.Numerics;
using System.Security.Cryptography;

namespace PowerSoftmax.Runtime.Tests.Rlwe;

/// <summary>The documented expansion of seeds and the documented distributions, block by block and value by value: nothing of the engine is used.</summary>
internal static class NaiveStreams
{
    private const int Coins = 21;

    /// <summary>Words of a stream of a secret seed: AES-256 of (stream, block).</summary>
    public static ulong[] SecretWords(ReadOnlySpan<byte> seed, ulong stream, int count)
    {
        using Aes aes = Aes.Create();
        aes.Key = seed.ToArray();

        return Words(count, block => aes.EncryptEcb(Counter(stream, block), PaddingMode.None));
    }

    /// <summary>Words of a stream of a public seed: AES-128 under the first half, the second half over the counter.</summary>
    public static ulong[] PublicWords(ReadOnlySpan<byte> seed, ulong stream, int count)
    {
        using Aes aes = Aes.Create();
        aes.Key = seed[..16].ToArray();
        byte[] mask = seed[16..].ToArray();

        return Words(count, block => aes.EncryptEcb([.. Counter(stream, block).Zip(mask, static (x, y) => (byte)(x ^ y))], PaddingMode.None));
    }

    /// <summary>Balanced uniform residues from words, of which there are enough for those that are refused.</summary>
    public static double[] Residues(ulong[] words, int count, ulong prime)
    {
        const ulong Range = 1UL << 51;
        double[] result = new double[count];
        int spare = count;

        for (int i = 0; i < count; i++)
        {
            ulong integer = words[i] % Range;

            while (integer >= Range / prime * prime)
            {
                integer = words[spare++] % Range;
            }

            ulong residue = integer % prime;
            result[i] = residue > prime / 2 ? residue - (double)prime : residue;
        }

        return result;
    }

    /// <summary>Centred binomial errors, one a word.</summary>
    public static double[] Errors(ulong[] words) => Array.ConvertAll(words, static word => (double)(Ones(word) - Ones(word >> Coins)));

    /// <summary>Uniform values in {-1, 0, 1}, one a word.</summary>
    public static double[] Ternary(ulong[] words) => Array.ConvertAll(words, static word => (double)(ulong)(((UInt128)word * 3) >> 64) - 1);

    /// <summary>So many signs at places that words name, the first to name a place wins.</summary>
    public static double[] Sparse(ulong[] words, int n, int weight)
    {
        double[] result = new double[n];
        int placed = 0;

        for (int i = 0; placed < weight; i++)
        {
            int place = (int)(words[i] % (ulong)n);

            if (result[place] == 0)
            {
                result[place] = words[i] >> 63 == 0 ? 1 : -1;
                placed++;
            }
        }

        return result;
    }

    private static int Ones(ulong word) => BitOperations.PopCount(word & ((1UL << Coins) - 1));

    private static byte[] Counter(ulong stream, ulong block) => [.. BitConverter.GetBytes(stream), .. BitConverter.GetBytes(block)];

    private static ulong[] Words(int count, Func<ulong, byte[]> encrypt)
    {
        ulong[] words = new ulong[count];

        for (int i = 0; i < count; i += 2)
        {
            byte[] block = encrypt((ulong)i / 2);
            words[i] = BitConverter.ToUInt64(block, 0);

            if (i + 1 < count)
            {
                words[i + 1] = BitConverter.ToUInt64(block, 8);
            }
        }

        return words;
    }
}
