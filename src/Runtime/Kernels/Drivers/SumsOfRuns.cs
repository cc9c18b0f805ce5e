using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>Sums of products whose one factor is constant along runs of residues, for several sums and both polynomials of a ciphertext.</summary>
/// <remarks>
/// A matrix product for each run: [sums x terms] times [terms x residues of the run], its weights spread over lanes. It goes from one
/// block of 64 residues to the next, so that a block of every operand is read from memory once for all sums, and within a block from
/// one few terms of all sums to the next, so that these come from the first-level cache where sums have the same operands in the same
/// order; the next block is asked for meanwhile. Bits are those of <see cref="InnerProduct"/>: every sum is reduced to its balanced
/// representative. Ranges: docs/engine-ranges.md.
/// </remarks>
internal static unsafe class SumsOfRuns
{
    /// <summary>Fewest residues in a run: so many make one row of a block.</summary>
    public const int LeastRun = 8;

    /// <summary>Residues that are worked on before the next ones are read.</summary>
    public const int BlockLength = 64;

    private const int Row = 8;

    /// <summary>Terms whose blocks of one polynomial stay in the first-level cache for all sums: 16 KiB. A multiple of what one reduction serves.</summary>
    private const int TermsAtOnce = 32;

    /// <summary>In: balanced. Out: balanced. Any number of terms. Destinations must not be operands.</summary>
    public static void Run(LaneWidth lanes, in RunProducts products, Modulus modulus)
    {
        switch (lanes)
        {
            case LaneWidth.Vector512: Run<Lanes512>(products, modulus); break;
            case LaneWidth.Vector256: Run<Lanes256>(products, modulus); break;
            case LaneWidth.Vector128: Run<Lanes128>(products, modulus); break;
            default: Run<LanesScalar>(products, modulus); break;
        }
    }

    private static void Run<TLanes>(in RunProducts products, Modulus modulus)
        where TLanes : struct, ILanes<TLanes>
    {
        switch (products.RunLength)
        {
            case 8: Blocks<TLanes, RunWeights.Eight>(products, modulus); break;
            case 16: Blocks<TLanes, RunWeights.Sixteen>(products, modulus); break;
            case 32: Blocks<TLanes, RunWeights.ThirtyTwo>(products, modulus); break;
            default: Blocks<TLanes, RunWeights.WholeBlocks>(products, modulus); break;
        }
    }

    private static void Blocks<TLanes, TWeights>(in RunProducts products, Modulus modulus)
        where TLanes : struct, ILanes<TLanes>
        where TWeights : struct, IRunWeights
    {
        using GatheredRuns runs = new(products);

        fixed (RunTerm* terms = products.Terms)
        fixed (double* weights = runs.Buffer)
        {
            int parts = (MostTerms(products.Sums) + TermsAtOnce - 1) / TermsAtOnce;

            for (nint block = 0; block < products.Length; block += BlockLength)
            {
                Weights gathered = new(weights + runs.Seek(block), runs.Width);

                for (int part = 0; part < 2 * parts; part++)
                {
                    PrefetchOperands(products, block + BlockLength, part, 2 * parts);
                    Part<TLanes, TWeights>(products.Sums, terms, new(block, gathered, part % parts * TermsAtOnce, part >= parts), modulus);
                }
            }
        }
    }

    // Some terms of every sum, of the first or the second polynomials.
    private static void Part<TLanes, TWeights>(ReadOnlySpan<RunSum> sums, RunTerm* terms, Place place, Modulus modulus)
        where TLanes : struct, ILanes<TLanes>
        where TWeights : struct, IRunWeights
    {
        foreach (ref readonly RunSum sum in sums)
        {
            int count = Math.Min(TermsAtOnce, sum.TermCount - place.Term);

            if (count > 0)
            {
                int term = sum.FirstTerm + place.Term;
                Residues* limbs = place.Second ? &terms[term].Second : &terms[term].First;
                Factors factors = new(limbs, place.Weights.From(term), count, sum.Accumulate || place.Term > 0);
                Block<TLanes, TWeights>(factors, (place.Second ? sum.Second : sum.First).Pointer, place, modulus);
            }
        }
    }

    private static int MostTerms(ReadOnlySpan<RunSum> sums)
    {
        int most = 0;

        foreach (ref readonly RunSum sum in sums)
        {
            most = Math.Max(most, sum.TermCount);
        }

        return most;
    }

    // Weights are loaded once for the eight rows of a block, whose sums are enough to keep the multipliers busy.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block<TLanes, TWeights>(Factors factors, double* destination, Place place, Modulus modulus)
        where TLanes : struct, ILanes<TLanes>
        where TWeights : struct, IRunWeights
    {
        LaneModulus<TLanes> lanes = new(modulus.P, modulus.PInverse);

        for (nint lane = 0; lane < Row; lane += TLanes.Count)
        {
            nint at = place.Block + lane;
            double* sums = destination + at;
            TLanes r0, r1, r2, r3, r4, r5, r6, r7;
            r0 = r1 = r2 = r3 = r4 = r5 = r6 = r7 = TLanes.Broadcast(0.0);

            if (factors.Accumulate)
            {
                r0 = TLanes.Load(sums); r1 = TLanes.Load(sums + Row); r2 = TLanes.Load(sums + (2 * Row)); r3 = TLanes.Load(sums + (3 * Row));
                r4 = TLanes.Load(sums + (4 * Row)); r5 = TLanes.Load(sums + (5 * Row)); r6 = TLanes.Load(sums + (6 * Row)); r7 = TLanes.Load(sums + (7 * Row));
            }

            for (int begin = 0; begin < factors.Count; begin += SplitSum.MaxProducts)
            {
                int end = Math.Min(begin + SplitSum.MaxProducts, factors.Count);
                SplitSum<TLanes> s0 = SplitSum<TLanes>.Resume(r0), s1 = SplitSum<TLanes>.Resume(r1), s2 = SplitSum<TLanes>.Resume(r2), s3 = SplitSum<TLanes>.Resume(r3);
                SplitSum<TLanes> s4 = SplitSum<TLanes>.Resume(r4), s5 = SplitSum<TLanes>.Resume(r5), s6 = SplitSum<TLanes>.Resume(r6), s7 = SplitSum<TLanes>.Resume(r7);

                for (int i = begin; i < end; i++)
                {
                    double* x = factors.Limb(i) + at;
                    TLanes weight = TWeights.Load<TLanes>(factors.Weights.Of(i), lane);
                    s0 = s0.Add(TLanes.Load(x), weight); s1 = s1.Add(TLanes.Load(x + Row), weight);
                    s2 = s2.Add(TLanes.Load(x + (2 * Row)), weight); s3 = s3.Add(TLanes.Load(x + (3 * Row)), weight);
                    s4 = s4.Add(TLanes.Load(x + (4 * Row)), weight); s5 = s5.Add(TLanes.Load(x + (5 * Row)), weight);
                    s6 = s6.Add(TLanes.Load(x + (6 * Row)), weight); s7 = s7.Add(TLanes.Load(x + (7 * Row)), weight);
                }

                r0 = s0.Finish(lanes); r1 = s1.Finish(lanes); r2 = s2.Finish(lanes); r3 = s3.Finish(lanes);
                r4 = s4.Finish(lanes); r5 = s5.Finish(lanes); r6 = s6.Finish(lanes); r7 = s7.Finish(lanes);
            }

            r0.Store(sums); r1.Store(sums + Row); r2.Store(sums + (2 * Row)); r3.Store(sums + (3 * Row));
            r4.Store(sums + (4 * Row)); r5.Store(sums + (5 * Row)); r6.Store(sums + (6 * Row)); r7.Store(sums + (7 * Row));
        }
    }

    // More streams than the processor follows by itself. They are asked for little by little, not all before the first product.
    private static void PrefetchOperands(in RunProducts products, nint block, int part, int parts)
    {
        int begin = products.Operands.Length * part / parts, end = products.Operands.Length * (part + 1) / parts;

        if (block < products.Length)
        {
            foreach (Residues operand in products.Operands[begin..end])
            {
                CacheLines.PrefetchBlock(operand.Pointer + block);
            }
        }
    }

    /// <summary>The weights of terms in a block, one term after the other.</summary>
    private readonly struct Weights(double* first, int width)
    {
        public Weights From(int term) => new(Of(term), width);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double* Of(int term) => first + ((nint)term * width);
    }

    /// <summary>The limbs of one polynomial and the weights of consecutive terms.</summary>
    private readonly struct Factors(Residues* limbs, Weights weights, int count, bool accumulate)
    {
        // A term is three of them.
        private const int Stride = 3;

        public readonly int Count = count;

        public readonly Weights Weights = weights;

        /// <summary>Whether their sum begins with what the destination holds.</summary>
        public readonly bool Accumulate = accumulate;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double* Limb(int term) => limbs[Stride * term].Pointer;
    }

    /// <summary>Where a block begins, its weights, the first of some terms, and which polynomials they are.</summary>
    private readonly struct Place(nint block, Weights weights, int term, bool second)
    {
        public readonly nint Block = block;
        public readonly Weights Weights = weights;
        public readonly int Term = term;
        public readonly bool Second = second;
    }
}
