using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;
using PowerSoftmax.Runtime.Kernels.Operators;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>destination = x0 * y0 + x1 * y1 + ... mod p, residue by residue, reduced once for every eight products.</summary>
internal static unsafe class SumOfProducts
{
    /// <remarks>
    /// In: balanced. Out: balanced. Any number of products; lengths are multiples of eight. The destination must not be
    /// an operand when there are more than eight products.
    /// </remarks>
    /// <exception cref="ArgumentException">Counts or lengths differ, or there is no product.</exception>
    public static void Run(
        LaneWidth lanes, ReadOnlySpan<Residues> x, ReadOnlySpan<Residues> y, Residues destination, Modulus modulus)
    {
        KernelArguments.RequireLength(x, destination.Length);
        KernelArguments.RequireLength(y, destination.Length);
        KernelArguments.RequireCount(y.Length, x.Length);

        for (int first = 0; first < x.Length; first += SplitSum.MaxProducts)
        {
            int count = Math.Min(SplitSum.MaxProducts, x.Length - first);

            Chunk(lanes, x.Slice(first, count), y.Slice(first, count), new(destination, first > 0, modulus));
        }
    }

    private static void Chunk(LaneWidth lanes, ReadOnlySpan<Residues> x, ReadOnlySpan<Residues> y, in Target target)
    {
        switch (lanes)
        {
            case LaneWidth.Vector512: Chunk<Lanes512>(x, y, target); break;
            case LaneWidth.Vector256: Chunk<Lanes256>(x, y, target); break;
            case LaneWidth.Vector128: Chunk<Lanes128>(x, y, target); break;
            default: Chunk<LanesScalar>(x, y, target); break;
        }
    }

    private static void Chunk<TLanes>(ReadOnlySpan<Residues> x, ReadOnlySpan<Residues> y, in Target target)
        where TLanes : struct, ILanes<TLanes>
    {
        switch (x.Length)
        {
            case 1: Loop<TLanes, ProductCounts.One>(x, y, target); break;
            case 2: Loop<TLanes, ProductCounts.Two>(x, y, target); break;
            case 3: Loop<TLanes, ProductCounts.Three>(x, y, target); break;
            case 4: Loop<TLanes, ProductCounts.Four>(x, y, target); break;
            case 5: Loop<TLanes, ProductCounts.Five>(x, y, target); break;
            case 6: Loop<TLanes, ProductCounts.Six>(x, y, target); break;
            case 7: Loop<TLanes, ProductCounts.Seven>(x, y, target); break;
            default: Loop<TLanes, ProductCounts.Eight>(x, y, target); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TLanes, TCount>(ReadOnlySpan<Residues> x, ReadOnlySpan<Residues> y, in Target target)
        where TLanes : struct, ILanes<TLanes>
        where TCount : struct, IProductCount
    {
        StreamPointers<TCount> xs = new(x), ys = new(y);
        double* destination = target.Destination.Pointer;
        nint length = target.Destination.Length;
        bool accumulate = target.Accumulate;
        LaneModulus<TLanes> modulus = new(target.Modulus.P, target.Modulus.PInverse);

        for (nint i = 0; i < length; i += TLanes.Count)
        {
            SplitSum<TLanes> sum = SplitSum<TLanes>.Start(TLanes.Load(xs.S0 + i), TLanes.Load(ys.S0 + i));

            if (TCount.Value > 1) { sum = sum.Add(TLanes.Load(xs.S1 + i), TLanes.Load(ys.S1 + i)); }
            if (TCount.Value > 2) { sum = sum.Add(TLanes.Load(xs.S2 + i), TLanes.Load(ys.S2 + i)); }
            if (TCount.Value > 3) { sum = sum.Add(TLanes.Load(xs.S3 + i), TLanes.Load(ys.S3 + i)); }
            if (TCount.Value > 4) { sum = sum.Add(TLanes.Load(xs.S4 + i), TLanes.Load(ys.S4 + i)); }
            if (TCount.Value > 5) { sum = sum.Add(TLanes.Load(xs.S5 + i), TLanes.Load(ys.S5 + i)); }
            if (TCount.Value > 6) { sum = sum.Add(TLanes.Load(xs.S6 + i), TLanes.Load(ys.S6 + i)); }
            if (TCount.Value > 7) { sum = sum.Add(TLanes.Load(xs.S7 + i), TLanes.Load(ys.S7 + i)); }

            TLanes result = sum.Finish(modulus);

            (accumulate ? modulus.Reduce(result + TLanes.Load(destination + i)) : result).Store(destination + i);
        }
    }

    private readonly struct Target(Residues destination, bool accumulate, Modulus modulus)
    {
        public readonly Residues Destination = destination;
        public readonly bool Accumulate = accumulate;
        public readonly Modulus Modulus = modulus;
    }
}
