using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using PowerSoftmax.Runtime.Seal;

namespace PowerSoftmax.SealOracle.Tests.GoldenFiles;

/// <summary>Objects that real SEAL wrote are read, and written again byte by byte.</summary>
public sealed class ObjectTests
{
    public static TheoryData<bool, string> Plain => new()
    {
        { false, "parms" }, { false, "sk" }, { false, "pk" }, { false, "rk" }, { false, "gk" }, { false, "pt" }, { false, "ct" },
        { false, "multiply" }, { false, "rescale" }, { false, "ct_seeded" }, { false, "rk_seeded" }, { true, "parms" }, { true, "sk" },
        { true, "ct" }, { true, "ct_seeded" }, { true, "gk_seeded" }, { true, "gk_expanded" },
    };

    [Theory]
    [MemberData(nameof(Plain))]
    public void ComesOutByteIdentical(bool wide, string name) => Assert.Equal(Folder(wide).Bytes(name), Folder(wide).ReadAndWrite(name));

    [Theory]
    [InlineData("ct_zlib", "ct")]
    [InlineData("ct_zstd", "ct")]
    [InlineData("sk_zlib", "sk")]
    [InlineData("sk_zstd", "sk")]
    [InlineData("rk_zlib", "rk")]
    [InlineData("rk_zstd", "rk")]
    public void CompressedIsTheSameObject(string compressed, string name) =>
        Assert.Equal(InsecureGolden.Small.Bytes(name), InsecureGolden.Small.ReadAndWrite(compressed));

    [Theory]
    [InlineData(SealCompression.Zlib)]
    [InlineData(SealCompression.Zstandard)]
    public void OwnCompressionIsReadBack(SealCompression compression)
    {
        byte[] bytes = InsecureGolden.Small.ReadAndWrite("rk", new SealWriteOptions(compression));
        SealRelinearizationKeys keys = SealRelinearizationKeysSerializer.Read(new MemoryStream(bytes), InsecureGolden.Small.Parameters);

        Assert.True(bytes.Length < 0.9 * InsecureGolden.Small.Bytes("rk").Length);
        Assert.Equal(InsecureGolden.Small.Bytes("rk"), SealFolder.Written(stream => SealRelinearizationKeysSerializer.Write(stream, keys)));
    }

    /// <summary>The wide primes reject one word in twenty, so that the order of replacement words counts.</summary>
    [Theory]
    [InlineData(false, "ct")]
    [InlineData(true, "ct")]
    public void SeededCiphertextExpandsAsInSeal(bool wide, string name)
    {
        SealCiphertext seeded = Folder(wide).Ciphertext(name + "_seeded");
        SealCiphertext expanded = Folder(wide).Ciphertext(name + "_expanded");

        Assert.NotNull(seeded.Seed);
        Assert.Null(expanded.Seed);
        AssertSame(expanded, seeded);
    }

    [Fact]
    public void SeededKeysExpandAsInSeal()
    {
        IReadOnlyList<SealCiphertext> galois = InsecureGolden.Wide.GaloisKeys("gk_seeded").Entries(new(3))!;
        IReadOnlyList<SealCiphertext> relinearization = InsecureGolden.Small.RelinearizationKeys("rk_seeded").Entries;

        Assert.All(galois, static entry => Assert.NotNull(entry.Seed));
        Assert.All(galois.Zip(InsecureGolden.Wide.GaloisKeys("gk_expanded").Entries(new(3))!), static pair => AssertSame(pair.Second, pair.First));
        Assert.All(
            relinearization.Zip(InsecureGolden.Small.RelinearizationKeys("rk_expanded").Entries), static pair => AssertSame(pair.Second, pair.First));
    }

    [Fact]
    public void ReadsOneObjectAndLeavesTheRest()
    {
        MemoryStream stream = new([.. InsecureGolden.Small.Bytes("ct_zstd"), .. InsecureGolden.Small.Bytes("ct_zlib"), .. InsecureGolden.Small.Bytes("ct"), 7]);

        for (int i = 0; i < 3; i++)
        {
            SealCiphertextSerializer.Read(stream, InsecureGolden.Small.Parameters);
        }

        Assert.Equal(7, stream.ReadByte());
    }

    /// <summary>No oracle makes these: SEAL's default generator is fixed when it is compiled. The rule is that of SEAL's Shake256PRNG.</summary>
    [Fact]
    public void ASeedOfShake256IsExpanded()
    {
        Assert.SkipUnless(Shake256.IsSupported, "the cryptography library of this machine has no SHAKE256");
        byte[] bytes = InsecureGolden.Small.Bytes("ct_seeded");
        bytes[^(SealSeed.Length + 1)] = (byte)SealGenerator.Shake256;
        byte[] block = Shake256.HashData([.. bytes.AsSpan(bytes.Length - SealSeed.Length), .. new byte[sizeof(ulong)]], 4096);

        SealCiphertext x = SealCiphertextSerializer.Read(new MemoryStream(bytes), InsecureGolden.Small.Parameters);

        ulong prime = x.Parameters.Primes[0];
        Assert.Equal(
            Enumerable.Range(0, 512).Select(i => BinaryPrimitives.ReadUInt64LittleEndian(block.AsSpan(8 * i)) % prime),
            x.Limb(1, 0)[..512].ToArray());
    }

    [Fact]
    public void AStreamThatCannotSeekIsReadTheSame()
    {
        using MemoryStream buffer = new();

        using (ZLibStream compressor = new(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            compressor.Write(InsecureGolden.Small.Bytes("ct"));
            compressor.Write(InsecureGolden.Small.Bytes("ct").AsSpan(0, 20_000));
        }

        buffer.Position = 0;
        using ZLibStream stream = new(buffer, CompressionMode.Decompress);
        SealCiphertext x = SealCiphertextSerializer.Read(stream, InsecureGolden.Small.Parameters);

        AssertSame(InsecureGolden.Small.Ciphertext("ct"), x);
        Assert.Contains(
            "truncated",
            Assert.Throws<InvalidSealDataException>(() => SealCiphertextSerializer.Read(stream, InsecureGolden.Small.Parameters)).Reason);
    }

    [Fact]
    public void PrimesAreChosenAsInSeal() => Assert.Equal(InsecureGolden.Small.Parameters.Primes, SealPrimes.Create(10, 48, 40, 48));

    [Fact]
    public void AnotherMinorVersionIsWrittenWhereAsked()
    {
        byte[] bytes = InsecureGolden.Small.ReadAndWrite("rk", new SealWriteOptions(MinorVersion: 0));

        Assert.Equal(0, bytes[4]);
        Assert.NotNull(SealRelinearizationKeysSerializer.Read(new MemoryStream(bytes), InsecureGolden.Small.Parameters));
    }

    private static SealFolder Folder(bool wide) => wide ? InsecureGolden.Wide : InsecureGolden.Small;

    private static void AssertSame(SealCiphertext expected, SealCiphertext actual)
    {
        Assert.Equal(expected.Size, actual.Size);
        Assert.Equal(expected.Id, actual.Id);

        for (int polynomial = 0; polynomial < expected.Size; polynomial++)
        {
            for (int prime = 0; prime < expected.PrimeCount; prime++)
            {
                Assert.True(expected.Limb(polynomial, prime).SequenceEqual(actual.Limb(polynomial, prime)), $"c{polynomial} modulo q{prime} differs");
            }
        }
    }
}
