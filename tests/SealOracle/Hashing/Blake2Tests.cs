using System.Security.Cryptography;
using PowerSoftmax.Runtime.Seal;

namespace PowerSoftmax.SealOracle.Tests.Hashing;

/// <summary>Against the known answers of the BLAKE2 authors: testvectors/blake2-kat.json of github.com/BLAKE2/BLAKE2.</summary>
public sealed class Blake2Tests
{
    private static readonly byte[] Counting = [.. Enumerable.Range(0, 256).Select(static i => (byte)i)];

    // RFC 7693, appendix A.
    [Fact]
    public void HashesTheExampleOfTheRfc()
    {
        byte[] hash = new byte[64];

        Blake2b.Hash("abc"u8, hash);

        Assert.Equal(
            "BA80A53F981C4D0D6A2797B69F12F6E94C212F14685AC4B74B12BB6FDBFFA2D17D87C5392AAB792DC252D5DE4533CC9518D38AA8DBF1925AB92386EDD4009923",
            Convert.ToHexString(hash));
    }

    /// <summary>All 512 answers, for messages of 0 to 255 bytes without and with a key, through the hash of them one behind the other.</summary>
    [Fact]
    public void AgreesWithAllKnownAnswersOfBlake2b()
    {
        using IncrementalHash all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] parameters = new byte[Blake2b.ParameterLength];
        byte[] hash = new byte[Blake2b.HashLength];

        foreach (int keyLength in (int[])[0, 64])
        {
            for (int length = 0; length < 256; length++)
            {
                Blake2b.WriteSequential(parameters, hash.Length, keyLength);
                Blake2b.Hash(parameters, Counting.AsSpan(0, keyLength), Counting.AsSpan(0, length), hash);
                all.AppendData(hash);
            }
        }

        Assert.Equal("fbbcc66502ec7879b623e4b329802338a342fc9a29fc5deee5ac54f5f2650e89", Convert.ToHexStringLower(all.GetHashAndReset()));
    }

    /// <summary>All 512 answers, of 1 to 256 bytes for one message without and with a key.</summary>
    [Fact]
    public void AgreesWithAllKnownAnswersOfBlake2Xb()
    {
        using IncrementalHash all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        foreach (int keyLength in (int[])[0, 64])
        {
            for (int length = 1; length <= 256; length++)
            {
                byte[] output = new byte[length];
                Blake2Xb.Fill(Counting.AsSpan(0, keyLength), Counting, output);
                all.AppendData(output);
            }
        }

        Assert.Equal("c823235b8891178d8c43c6658c033842012c091432e97ebec7cd1926507427bf", Convert.ToHexStringLower(all.GetHashAndReset()));
    }
}
