using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.IsaProbe;

/// <summary>Transforms in subrings and sums of products with what they give, for every length of runs, boiled down to a hash.</summary>
internal static class RunCases
{
    private const int LogN = 13;

    // 1 modulo 2^14.
    private const ulong Prime = 562949952847873;

    public static string Hash(LaneWidth width)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        RingContext ring = new(LogN, [Prime], width);
        Limb[] limbs = [.. Enumerable.Range(0, 11).Select(i => Filled(ring, seed: i))];

        foreach (int run in new[] { 8, 16, 32, 64, 1024 })
        {
            Run(ring, limbs, run, hash);
        }

        Array.ForEach(limbs, limb => limb.Dispose());

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Run(RingContext ring, Limb[] limbs, int run, IncrementalHash hash)
    {
        Subring subring = ring.Subring(LogN - int.Log2(run));
        using Limb runs = subring.Scratch.Rent(), first = ring.Limbs.Rent(), second = ring.Limbs.Rent();
        limbs[0].Span[..runs.Length].CopyTo(runs.Span);
        subring.Forward(0, runs.Residues);
        Residues kept = runs.Residues.Slice(0, subring.Degree);
        RunTerm[] terms = [.. limbs.Select(limb => new RunTerm(limb.Residues, limbs[0].Residues, kept))];
        RunSum[] sums = [new(0, terms.Length, first.Residues, second.Residues, Accumulate: false)];

        SumsOfRuns.Run(ring.Lanes, new(sums, terms, run), ring.Moduli[0]);
        Append(hash, kept.Span);
        Append(hash, first.Span);
        Append(hash, second.Span);
    }

    private static Limb Filled(RingContext ring, int seed)
    {
        Limb limb = ring.Limbs.Rent();
        Random random = new(seed);

        foreach (ref double residue in limb.Span)
        {
            residue = ring.Moduli[0].Balance((ulong)random.NextInt64((long)Prime));
        }

        return limb;
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<double> values) => hash.AppendData(MemoryMarshal.AsBytes(values));
}
