using System.Buffers.Binary;
using System.IO.Compression;
using PowerSoftmax.Runtime.Seal;
using ZstdSharp;

namespace PowerSoftmax.SealOracle.Tests.Hostile;

/// <summary>Few compressed bytes cannot make a reader take much memory or time.</summary>
public sealed class BombTests
{
    private const long Limit = 4 << 20;

    private static readonly SealParameters Parameters = InsecureGolden.Small.Parameters;

    public static TheoryData<SealCompression> Compressions => [SealCompression.Zlib, SealCompression.Zstandard];

    /// <summary>Keys of zeros for all 1024 elements would take 100 MB.</summary>
    [Theory]
    [MemberData(nameof(Compressions))]
    public void GaloisKeysStopAtTheLimit(SealCompression compression)
    {
        byte[] bomb = Compress(compression, stream =>
        {
            // The start, the empty slot of element 1, then the key for element 3 with all its residues zero.
            const int Start = 56, SlotLength = sizeof(ulong), EntryLength = 49_265, EntryStart = 113;
            byte[] honest = InsecureGolden.Small.Bytes("gk");
            byte[] key = honest[(Start + SlotLength)..(Start + (2 * SlotLength) + (2 * EntryLength))];
            Array.Clear(key, SlotLength + EntryStart, EntryLength - EntryStart);
            Array.Clear(key, SlotLength + EntryLength + EntryStart, EntryLength - EntryStart);
            stream.Write(honest.AsSpan(16, Start - 16));

            for (int i = 0; i < Parameters.N; i++)
            {
                stream.Write(key);
            }
        });

        AssertRefused(bomb, "longer than", bytes => SealGaloisKeysSerializer.Read(bytes, Parameters, new SealReadLimits(Limit)));
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public void NothingFollowsTheLastField(SealCompression compression)
    {
        byte[] bomb = Compress(compression, static stream =>
        {
            stream.Write(InsecureGolden.Small.Bytes("ct").AsSpan(16));
            stream.Write(new byte[100 << 20]);
        });

        AssertRefused(bomb, "after the object's last field", static bytes => SealCiphertextSerializer.Read(bytes, Parameters));
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public void ManyPolynomialsAreOnlyTakenWhenTheyAreThere(SealCompression compression)
    {
        byte[] bomb = Compress(compression, static stream =>
        {
            byte[] honest = InsecureGolden.Small.Bytes("ct");
            BinaryPrimitives.WriteUInt64LittleEndian(honest.AsSpan(49), 1UL << 40);
            stream.Write(honest.AsSpan(16));
        });

        AssertRefused(bomb, "polynomials are announced", static bytes => SealCiphertextSerializer.Read(bytes, Parameters));
    }

    [Fact]
    public void ALargeZstandardWindowIsRefused()
    {
        // A frame with a window of 1 GiB and one empty block.
        byte[] frame = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xA0, 0x01, 0x00, 0x00];
        byte[] bytes = [.. InsecureGolden.Small.Bytes("ct_zstd").AsSpan(0, 16), .. frame];
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), bytes.Length);

        AssertRefused(bytes, "damaged", static stream => SealCiphertextSerializer.Read(stream, Parameters));
    }

    [Fact]
    public void BytesBehindTheCompressedDataAreRefused()
    {
        byte[] bytes = [.. InsecureGolden.Small.Bytes("ct_zlib"), .. new byte[100_000]];
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), bytes.Length);

        AssertRefused(bytes, "follow the compressed data", static stream => SealCiphertextSerializer.Read(stream, Parameters));
    }

    private static void AssertRefused(byte[] bytes, string reason, Action<Stream> read)
    {
        MemoryStream stream = new(bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidSealDataException failure = Assert.Throws<InvalidSealDataException>(() => read(stream));

        Assert.Contains(reason, failure.Reason);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 * Limit);
    }

    private static byte[] Compress(SealCompression compression, Action<Stream> write)
    {
        using MemoryStream buffer = new();
        buffer.Write(InsecureGolden.Small.Bytes("ct").AsSpan(0, 16));

        using (Stream compressor = compression == SealCompression.Zlib
            ? new ZLibStream(buffer, CompressionLevel.Fastest, leaveOpen: true)
            : new CompressionStream(buffer, leaveOpen: true))
        {
            write(compressor);
        }

        byte[] bytes = buffer.ToArray();
        bytes[5] = (byte)compression;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), bytes.Length);

        return bytes;
    }
}
