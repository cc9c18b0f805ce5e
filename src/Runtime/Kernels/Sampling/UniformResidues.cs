using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Sampling;

/// <summary>Random words to uniform balanced residues, one for each word.</summary>
/// <remarks>
/// The low 51 bits of a word are refused unless they are below the largest multiple of p, and reduced. A refused word is
/// replaced by the next spare one, so the others stay in their places and eight go at a time. Branches
/// on the words, which must be public.
/// </remarks>
internal static unsafe class UniformResidues
{
    /// <param name="lanes">Width; the result does not depend on it.</param>
    /// <param name="words">A multiple of eight.</param>
    /// <param name="modulus">The prime.</param>
    /// <param name="nextSpare">Further words for those that are refused.</param>
    /// <param name="destination">As many residues as words.</param>
    /// <exception cref="ArgumentException">The lengths differ or are not a multiple of eight.</exception>
    public static void Run(LaneWidth lanes, ReadOnlySpan<ulong> words, Modulus modulus, Func<ulong> nextSpare, Span<double> destination)
    {
        KernelArguments.RequireLength(words.Length, destination.Length);

        if (words.Length % 8 != 0)
        {
            throw new ArgumentException($"Uniform residues are made eight at a time; {words.Length} are not a multiple of eight.");
        }

        fixed (ulong* source = words)
        fixed (double* target = destination)
        {
            Streams streams = new(source, target, words.Length, nextSpare);

            switch (lanes)
            {
                case LaneWidth.Vector512: Loop<Lanes512, Words512>(streams, modulus); break;
                case LaneWidth.Vector256: Loop<Lanes256, Words256>(streams, modulus); break;
                case LaneWidth.Vector128: Loop<Lanes128, Words128>(streams, modulus); break;
                default: Loop<LanesScalar, WordsScalar>(streams, modulus); break;
            }
        }
    }

    /// <summary>The largest multiple of p that is at most 2^51: words below it are uniform modulo p.</summary>
    public static ulong Bound(Modulus modulus) => (1UL << WordBits.Count) / modulus.Value * modulus.Value;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TLanes, TWords>(Streams streams, Modulus modulus)
        where TLanes : struct, ILanes<TLanes>
        where TWords : struct, IWordLanes<TLanes>
    {
        LaneModulus<TLanes> lanes = new(modulus.P, modulus.PInverse);
        TLanes bound = TLanes.Broadcast(Bound(modulus));
        ulong* words = streams.Words;
        double* residues = streams.Residues;

        for (nint i = 0; i < streams.Length; i += TLanes.Count)
        {
            TLanes x = TWords.LoadInteger(words + i);

            if (TWords.AnyAtLeast(x, bound))
            {
                Replace(words + i, residues + i, TLanes.Count, modulus, streams.NextSpare);
                x = TLanes.Load(residues + i);
            }

            lanes.Reduce(x).Store(residues + i);
        }
    }

    // The integers of a group, with the refused ones replaced.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Replace(ulong* words, double* integers, int count, Modulus modulus, Func<ulong> nextSpare)
    {
        ulong bound = Bound(modulus);

        for (int i = 0; i < count; i++)
        {
            ulong integer = words[i] & WordBits.Mask;

            while (integer >= bound)
            {
                integer = nextSpare() & WordBits.Mask;
            }

            integers[i] = integer;
        }
    }

    private readonly struct Streams(ulong* words, double* residues, nint length, Func<ulong> nextSpare)
    {
        public readonly ulong* Words = words;
        public readonly double* Residues = residues;
        public readonly nint Length = length;
        public readonly Func<ulong> NextSpare = nextSpare;
    }
}
