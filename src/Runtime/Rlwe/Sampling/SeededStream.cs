using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PowerSoftmax.Runtime.Rlwe.Sampling;

/// <summary>Expands a seed into pseudo-random 64-bit words: the same on every machine for the same seed and stream number.</summary>
/// <remarks>
/// AES in counter mode, words read little endian; streams of one seed never share a block. Secret seeds: the seed is an AES-256
/// key, block i of stream s encrypts the 16 bytes (s, i). Public seeds, whose expansion need only be without structure: the first half
/// is an AES-128 key, the input is combined with the second half by exclusive or (AES-128 under a public key expands the matrix
/// of FrodoKEM too). Chosen over SHAKE because every platform of .NET has it accelerated. One instance belongs to one thread.
/// The words of a secret seed lie in pinned memory, and are zeroed on dispose.
/// </remarks>
public sealed class SeededStream : IDisposable
{
    private const int BufferLength = 16384;
    private const int HalfSeed = Seed.Length / 2;

    private readonly ICryptoTransform cipher;
    private readonly byte[] buffer;
    private readonly ulong even;
    private readonly ulong odd;
    private ulong nextBlock;
    private int position;
    private int end;
    private bool disposed;

    /// <summary>A stream of a secret seed.</summary>
    public SeededStream(Seed seed, ulong stream)
        : this(seed.Bytes, stream, 0, SecretBytes.Allocate(BufferLength))
    {
    }

    private SeededStream(ReadOnlySpan<byte> key, ulong even, ulong odd, byte[] buffer)
    {
        this.even = even;
        this.odd = odd;
        this.buffer = buffer;
        cipher = CreateCipher(key);
    }

    /// <summary>The memory of words, disposed or not: for tests of what is left in it.</summary>
    internal ReadOnlySpan<byte> Memory => buffer;

    /// <summary>A stream of a seed that everybody may know, from an even word on.</summary>
    public static SeededStream OfPublic(Seed seed, ulong stream, int firstWord = 0)
    {
        ulong even = stream ^ BinaryPrimitives.ReadUInt64LittleEndian(seed.Bytes[HalfSeed..]);
        ulong odd = BinaryPrimitives.ReadUInt64LittleEndian(seed.Bytes[(HalfSeed + sizeof(ulong))..]);

        return new SeededStream(seed.Bytes[..HalfSeed], even, odd, new byte[BufferLength]) { nextBlock = (ulong)firstWord / 2 };
    }

    public ulong NextWord() => Next(1)[0];

    /// <summary>The next words, at least one and at most <paramref name="count"/>; valid until the next call.</summary>
    /// <exception cref="ObjectDisposedException">The stream was disposed: its zeros must never pass for random words.</exception>
    public ReadOnlySpan<ulong> Next(int count)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(buffer.AsSpan());

        if (position == end)
        {
            position = 0;
            end = Math.Min((count + 1) & ~1, words.Length);
            Refill(words[..end]);
        }

        ReadOnlySpan<ulong> result = words[position..Math.Min(position + count, end)];
        position += result.Length;

        return result;
    }

    public void Dispose()
    {
        disposed = true;
        cipher.Dispose();
        SecretBytes.Zero(buffer);
    }

    private static ICryptoTransform CreateCipher(ReadOnlySpan<byte> key)
    {
        byte[] copy = SecretBytes.Copy(key);

        try
        {
            using Aes aes = Aes.Create();
            aes.Mode = CipherMode.ECB;
            aes.Padding = PaddingMode.None;

            return aes.CreateEncryptor(copy, null);
        }
        finally
        {
            SecretBytes.Zero(copy);
        }
    }

    private void Refill(Span<ulong> words)
    {
        WriteCounters(words);
        ReverseOnBigEndian(words);
        cipher.TransformBlock(buffer, 0, words.Length * sizeof(ulong), buffer, 0);
        ReverseOnBigEndian(words);
        nextBlock += (ulong)words.Length / 2;
    }

    private void WriteCounters(Span<ulong> words)
    {
        int lanes = Vector<ulong>.Count;
        Span<ulong> first = stackalloc ulong[2 * lanes];

        for (int i = 0; i < first.Length; i += 2)
        {
            first[i] = even;
            first[i + 1] = nextBlock + ((ulong)i / 2);
        }

        // The second lanes less the first are what every step adds; the mask goes over the counters last.
        Vector<ulong> counters = new(first), step = new Vector<ulong>(first[lanes..]) - counters;
        Vector<ulong> mask = Vector.AndNot(new Vector<ulong>(odd), Vector.Equals(step, Vector<ulong>.Zero));
        int at = 0;

        for (; at <= words.Length - lanes; at += lanes)
        {
            (counters ^ mask).CopyTo(words[at..]);
            counters += step;
        }

        for (; at < words.Length; at += 2)
        {
            words[at] = even;
            words[at + 1] = (nextBlock + ((ulong)at / 2)) ^ odd;
        }
    }

    private static void ReverseOnBigEndian(Span<ulong> words)
    {
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }
}
