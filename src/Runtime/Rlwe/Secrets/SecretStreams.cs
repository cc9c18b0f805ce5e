using System.Runtime.InteropServices;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Rlwe.Secrets;

/// <summary>The numbered streams of one secret seed, each drawn once and never again. Thread-safe.</summary>
/// <remarks>Two keys with the same error are two equations in the same unknowns: a number drawn twice would give the secret away.</remarks>
/// <param name="seed">Owned by the new object.</param>
/// <param name="first">Number of the first stream.</param>
internal sealed class SecretStreams(Seed seed, ulong first = 0) : IDisposable
{
    // A number that no draw takes, so that the end is seen before numbers begin again.
    private const ulong End = ulong.MaxValue;

    private ulong next = first;

    /// <exception cref="InvalidOperationException">All streams of the seed were drawn.</exception>
    public SeededStream Next() => new(seed, NextNumber());

    /// <summary>A seed that may be published: the beginning of a stream that is used for nothing else.</summary>
    /// <exception cref="InvalidOperationException">All streams of the seed were drawn.</exception>
    public Seed NextPublicSeed()
    {
        using SeededStream stream = Next();
        ReadOnlySpan<ulong> words = stream.Next(Seed.Length / sizeof(ulong));

        // Words are little endian on every machine, in a stream and here.
        return Seed.From(MemoryMarshal.AsBytes(ToLittleEndian(words, stackalloc ulong[Seed.Length / sizeof(ulong)])));
    }

    public void Dispose() => seed.Dispose();

    private static ReadOnlySpan<ulong> ToLittleEndian(ReadOnlySpan<ulong> words, Span<ulong> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = BitConverter.IsLittleEndian ? words[i] : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(words[i]);
        }

        return destination;
    }

    private ulong NextNumber()
    {
        ulong number = Volatile.Read(ref next);

        while (number != End)
        {
            ulong seen = Interlocked.CompareExchange(ref next, number + 1, number);

            if (seen == number)
            {
                return number;
            }

            number = seen;
        }

        throw new InvalidOperationException("All streams of this seed were drawn. Make another key generator.");
    }
}
