using System.Numerics;
using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>Sums of products whose one factor is constant along runs of residues, for several sums and both polynomials of a ciphertext.</summary>
/// <remarks>
/// A matrix product for each run: [sums x terms] times [terms x residues of the run], its weights spread over lanes. It goes from one
/// block of 64 residues to the next, so that a block of every operand is read from memory once for all sums and then comes from the
/// first-level cache; the next block is asked for meanwhile. Bits are those of <see cref="InnerProduct"/>: every sum is reduced to
/// its balanced representative. Ranges: docs/engine-ranges.md.
/// </remarks>
internal static unsafe class SumsOfRuns
{
    /// <summary>Fewest residues in a run: so many make one row of a block.</summary>
    public const int LeastRun = 8;

    /// <summary>Residues that are worked on before the next ones are read.</summary>
    public const int BlockLength = 64;

    private const int Row = 8;

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
        int logRun = BitOperations.Log2((uint)products.RunLength);

        fixed (RunTerm* terms = products.Terms)
        {
            for (nint block = 0; block < products.Length; block += BlockLength)
            {
                Prefetch(products, block + BlockLength, logRun);

                foreach (RunSum sum in products.Sums)
                {
                    RunTerm* first = terms + sum.FirstTerm;
                    Place place = new(block, block >> logRun, sum.Accumulate);
                    Block<TLanes, TWeights>(new(&first->First, &first->Runs, sum.TermCount), sum.First.Pointer, place, modulus);
                    Block<TLanes, TWeights>(new(&first->Second, &first->Runs, sum.TermCount), sum.Second.Pointer, place, modulus);
                }
            }
        }
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

            if (place.Accumulate)
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
                    TLanes weight = TWeights.Load<TLanes>(factors.Runs(i) + place.Run, lane);
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

    // More streams than the processor follows by itself: those of the operands, and those of the weights, a line of which serves several blocks.
    private static void Prefetch(in RunProducts products, nint block, int logRun)
    {
        if (block >= products.Length)
        {
            return;
        }

        foreach (Residues operand in products.Operands)
        {
            CacheLines.PrefetchBlock(operand.Pointer + block);
        }

        nint run = block >> logRun;

        if (run % CacheLines.Length == 0)
        {
            foreach (RunTerm term in products.Terms)
            {
                CacheLines.PrefetchLine(term.Runs.Pointer + run);
            }
        }
    }

    /// <summary>The limbs of one polynomial and the runs of consecutive terms.</summary>
    private readonly struct Factors(Residues* limbs, Residues* runs, int count)
    {
        // A term is three of them.
        private const int Stride = 3;

        public readonly int Count = count;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double* Limb(int term) => limbs[Stride * term].Pointer;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double* Runs(int term) => runs[Stride * term].Pointer;
    }

    /// <summary>Where a block begins, in limbs and in runs, and whether its sums begin with what the destination holds.</summary>
    private readonly struct Place(nint block, nint run, bool accumulate)
    {
        public readonly nint Block = block;
        public readonly nint Run = run;
        public readonly bool Accumulate = accumulate;
    }
}
