using System.Buffers.Binary;
using PowerSoftmax.Runtime.Seal;

namespace PowerSoftmax.SealOracle.Tests.Hostile;

/// <summary>Whatever the bytes are, a reader gives data within their ranges or an InvalidSealDataException, and takes little memory.</summary>
public sealed class HostileBytesTests
{
    private const int Mutations = 10_000;

    // The object, a copy of it by the test, a seed's expansion, and buffers of a decompressor.
    private const int MemoryFactor = 4, MemorySlack = 1 << 20;

    private const int ChecksumLength = 4;

    public static TheoryData<string> Names => [.. ObjectKind.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void RandomMutationsAreHarmless(string name)
    {
        ObjectKind kind = new(name);
        Random random = new(name.Length);
        int refused = 0;

        for (int i = 0; i < Mutations; i++)
        {
            refused += Check(kind, Mutate(kind.Honest, random)) ? 0 : 1;
        }

        Assert.InRange(refused, Mutations / 10, Mutations);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryTruncationIsRefused(string name)
    {
        ObjectKind kind = new(name);

        foreach (int length in Boundaries(kind.Honest).SelectMany(static at => (int[])[at - 1, at, at + 1]).Where(length => length >= 0 && length < kind.Honest.Length))
        {
            Assert.False(Check(kind, kind.Honest[..length]), $"{length} bytes were enough");
        }
    }

    /// <summary>The same with a header that announces only what is there, so that the fields themselves are found missing.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void EveryTruncationThatIsAnnouncedIsRefused(string name)
    {
        ObjectKind kind = new(name);

        foreach (int length in Boundaries(kind.Honest).SelectMany(static at => (int[])[at - 1, at, at + 1]).Where(length => length >= 16 && length < kind.Honest.Length))
        {
            byte[] bytes = kind.Honest[..length];
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), length);

            // ZLibStream does not miss the checksum at the end; everything before it is there then.
            bool onlyChecksumCut = name.EndsWith("_zlib", StringComparison.Ordinal) && length >= kind.Honest.Length - ChecksumLength;
            Assert.True(!Check(kind, bytes) || (onlyChecksumCut && IsHonest(kind, bytes)), $"{length} bytes were enough");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void HugeNumbersAnywhereAreHarmless(string name)
    {
        ObjectKind kind = new(name);
        int[] starts = [.. Boundaries(kind.Honest).Take(20).SelectMany(static at => Enumerable.Range(at, 100)).Where(at => at < kind.Honest.Length - 8).Distinct()];

        foreach (ulong value in (ulong[])[ulong.MaxValue, long.MaxValue, 1UL << 32, int.MaxValue, 1UL << 20, 0])
        {
            foreach (int at in starts)
            {
                byte[] bytes = [.. kind.Honest];
                BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), value);
                Check(kind, bytes);
            }
        }
    }

    // The start and the end of every header: objects inside objects have one each.
    private static IEnumerable<int> Boundaries(byte[] bytes)
    {
        for (int i = 0; i + 16 <= bytes.Length; i++)
        {
            if (bytes[i] == 0x5E && bytes[i + 1] == 0xA1 && bytes[i + 2] == 16)
            {
                yield return i;
                yield return i + 16;
                yield return i + 24;
            }
        }

        yield return bytes.Length - 1;
    }

    private static bool IsHonest(ObjectKind kind, byte[] bytes) =>
        kind.Read(bytes)!.Zip(kind.Read(kind.Honest)!).All(static pair => pair.First.Limb.AsSpan().SequenceEqual(pair.Second.Limb));

    private static byte[] Mutate(byte[] honest, Random random)
    {
        byte[] bytes = [.. honest];

        // Half of the changes hit the fields before the residues.
        for (int changes = random.Next(1, 5); changes > 0; changes--)
        {
            int at = random.Next(2) == 0 ? random.Next(Math.Min(bytes.Length, 200)) : random.Next(bytes.Length);
            bytes[at] = random.Next(3) switch
            {
                0 => (byte)random.Next(256),
                1 => (byte)(bytes[at] ^ (1 << random.Next(8))),
                _ => random.Next(2) == 0 ? (byte)0 : (byte)255,
            };
        }

        return random.Next(8) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    // Whether the bytes were accepted.
    private static bool Check(ObjectKind kind, byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        IReadOnlyList<(ulong Prime, ulong[] Limb)>? limbs = kind.Read(bytes);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 0, (MemoryFactor * (long)bytes.Length) + MemorySlack);

        foreach ((ulong prime, ulong[] limb) in limbs ?? [])
        {
            Assert.False(limb.AsSpan().ContainsAnyExceptInRange(0UL, prime - 1), "a residue is not below its prime");
        }

        return limbs is not null;
    }
}
