using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>Expands a seed into pseudo-random 64-bit words: the same on every machine for the same seed and stream number.</summary>
/// <remarks>
/// AES-256 in counter mode: the seed is the key, block i of stream s encrypts the 16 bytes (s, i), both little endian; words are
/// read little endian. Streams of one seed never share a block. Chosen over SHAKE256 because it exists, accelerated, on every
/// platform of .NET. One instance belongs to one thread.
/// </remarks>
public sealed class SeededStream : IDisposable
{
    private const int BufferLength = 4096;
    private const int BlockLength = 16;

    private readonly Aes aes;
    private readonly byte[] counters = new byte[BufferLength];
    private readonly byte[] words = new byte[BufferLength];
    private ulong nextBlock;
    private int position = BufferLength;

    public SeededStream(Seed seed, ulong stream)
    {
        aes = Aes.Create();
        byte[] key = seed.Bytes.ToArray();
        aes.Key = key;
        CryptographicOperations.ZeroMemory(key);

        for (int offset = 0; offset < BufferLength; offset += BlockLength)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(counters.AsSpan(offset), stream);
        }
    }

    public ulong NextWord()
    {
        if (position == BufferLength)
        {
            Refill();
        }

        ulong word = BinaryPrimitives.ReadUInt64LittleEndian(words.AsSpan(position));
        position += sizeof(ulong);

        return word;
    }

    public void Dispose()
    {
        aes.Dispose();
        CryptographicOperations.ZeroMemory(words);
    }

    private void Refill()
    {
        for (int offset = 0; offset < BufferLength; offset += BlockLength)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(counters.AsSpan(offset + sizeof(ulong)), nextBlock++);
        }

        aes.EncryptEcb(counters, words, PaddingMode.None);
        position = 0;
    }
}
