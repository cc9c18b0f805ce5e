using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>The hash function BLAKE2b for short messages, with free choice of the parameter block, as BLAKE2X needs it.</summary>
/// <remarks>RFC 7693; the parameter block is that of Aumasson, Neves, Wilcox-O'Hearn, Winnerlein, "BLAKE2: simpler, smaller, fast as MD5", section 2.8.</remarks>
internal static class Blake2b
{
    public const int HashLength = 64;

    public const int ParameterLength = 64;

    private const int BlockLength = 128;

    private const int Rounds = 12;

    private static ReadOnlySpan<ulong> InitialState =>
    [
        0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
        0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
    ];

    // Word order of each round; the eleventh and twelfth repeat the first two.
    private static ReadOnlySpan<byte> Sigma =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
        11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
        7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
        9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
        2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
        12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
        13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
        6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
        10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
    ];

    /// <summary>The unkeyed hash; its length, 1 to 64 bytes, is that of the destination.</summary>
    public static void Hash(ReadOnlySpan<byte> message, Span<byte> destination)
    {
        Span<byte> parameters = stackalloc byte[ParameterLength];
        WriteSequential(parameters, destination.Length, keyLength: 0);
        Hash(parameters, key: [], message, destination);
    }

    /// <summary>Parameters of a plain, sequential hash: lengths of digest and key, fanout 1, depth 1, zeros.</summary>
    public static void WriteSequential(Span<byte> parameters, int digestLength, int keyLength)
    {
        parameters.Clear();
        parameters[0] = (byte)digestLength;
        parameters[1] = (byte)keyLength;
        parameters[2] = 1;
        parameters[3] = 1;
    }

    /// <summary>The first bytes of the hash with the given parameter block; a key of at most 64 bytes becomes the first block.</summary>
    public static void Hash(ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> destination)
    {
        Span<ulong> state = stackalloc ulong[8];
        Span<byte> block = stackalloc byte[BlockLength];
        ulong absorbed = 0;

        for (int i = 0; i < state.Length; i++)
        {
            state[i] = InitialState[i] ^ BinaryPrimitives.ReadUInt64LittleEndian(parameters[(8 * i)..]);
        }

        if (!key.IsEmpty)
        {
            block.Clear();
            key.CopyTo(block);
            absorbed = BlockLength;
            Compress(state, block, absorbed, last: message.IsEmpty);
        }

        // An empty message without a key still is one block of zeros.
        for (bool first = key.IsEmpty; first || !message.IsEmpty; first = false)
        {
            ReadOnlySpan<byte> part = message[..Math.Min(BlockLength, message.Length)];
            message = message[part.Length..];
            block.Clear();
            part.CopyTo(block);
            absorbed += (ulong)part.Length;
            Compress(state, block, absorbed, last: message.IsEmpty);
        }

        WriteHash(state, destination);
        block.Clear();
    }

    private static void WriteHash(Span<ulong> state, Span<byte> destination)
    {
        Span<byte> hash = stackalloc byte[HashLength];

        for (int i = 0; i < state.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(hash[(8 * i)..], state[i]);
        }

        hash[..destination.Length].CopyTo(destination);
    }

    private static void Compress(Span<ulong> state, ReadOnlySpan<byte> block, ulong absorbed, bool last)
    {
        Span<ulong> v = stackalloc ulong[16];
        Span<ulong> words = stackalloc ulong[16];
        state.CopyTo(v);
        InitialState.CopyTo(v[8..]);
        v[12] ^= absorbed;
        v[14] = last ? ~v[14] : v[14];

        for (int i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(block[(8 * i)..]);
        }

        for (int round = 0; round < Rounds; round++)
        {
            Round(ref MemoryMarshal.GetReference(v), words, Sigma.Slice(16 * (round % 10), 16));
        }

        for (int i = 0; i < state.Length; i++)
        {
            state[i] ^= v[i] ^ v[i + 8];
        }
    }

    private static void Round(ref ulong first, ReadOnlySpan<ulong> words, ReadOnlySpan<byte> order)
    {
        Span<ulong> v = MemoryMarshal.CreateSpan(ref first, 16);

        for (int i = 0; i < 4; i++)
        {
            Mix(ref v[i], ref v[4 + i], ref v[8 + i], ref v[12 + i], words[order[2 * i]], words[order[(2 * i) + 1]]);
        }

        for (int i = 0; i < 4; i++)
        {
            Mix(ref v[i], ref v[4 + ((i + 1) & 3)], ref v[8 + ((i + 2) & 3)], ref v[12 + ((i + 3) & 3)], words[order[8 + (2 * i)]], words[order[9 + (2 * i)]]);
        }
    }

    private static void Mix(ref ulong a, ref ulong b, ref ulong c, ref ulong d, ulong x, ulong y)
    {
        a += b + x;
        d = BitOperations.RotateRight(d ^ a, 32);
        c += d;
        b = BitOperations.RotateRight(b ^ c, 24);
        a += b + y;
        d = BitOperations.RotateRight(d ^ a, 16);
        c += d;
        b = BitOperations.RotateRight(b ^ c, 63);
    }
}
