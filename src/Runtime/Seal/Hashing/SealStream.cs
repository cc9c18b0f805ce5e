using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>The byte stream of a seed: blocks of 4096 bytes, block i from the seed and the counter i.</summary>
internal sealed class SealStream(SealSeed seed) : IDisposable
{
    private const int BlockLength = 4096;

    private readonly byte[] block = new byte[BlockLength];
    private int position = BlockLength;
    private ulong counter;

    public void Fill(Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            if (position == BlockLength)
            {
                Refill();
            }

            int length = Math.Min(destination.Length, BlockLength - position);
            block.AsSpan(position, length).CopyTo(destination);
            position += length;
            destination = destination[length..];
        }
    }

    public ulong NextWord()
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        Fill(word);

        return BinaryPrimitives.ReadUInt64LittleEndian(word);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(block);

    private void Refill()
    {
        Span<byte> input = stackalloc byte[SealSeed.Length + sizeof(ulong)];
        Span<byte> number = input[SealSeed.Length..];
        seed.Bytes.CopyTo(input);
        BinaryPrimitives.WriteUInt64LittleEndian(number, counter++);
        position = 0;

        if (seed.Generator == SealGenerator.Shake256)
        {
            Shake256.HashData(input, block);
        }
        else
        {
            Blake2Xb.Fill(seed.Bytes, number, block);
        }
    }
}
