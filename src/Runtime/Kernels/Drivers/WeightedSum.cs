using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;
using PowerSoftmax.Runtime.Kernels.Operators;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>destination = w0 * x0 + w1 * x1 + ... + v * u mod p: one row of a basis conversion.</summary>
/// <remarks>The x_i are limbs, the w_i constants; v * u is an optional small correction (|u| &lt;= 8).</remarks>
internal static unsafe class WeightedSum
{
    /// <remarks>
    /// In: x_i balanced modulo any primes, weights balanced modulo p. Out: balanced. Any number of terms; lengths are
    /// multiples of eight. The destination must not be an operand when there are more than eight terms.
    /// </remarks>
    /// <exception cref="ArgumentException">Counts or lengths differ, or there is no term.</exception>
    public static void Run(
        LaneWidth lanes, ReadOnlySpan<Residues> x, ReadOnlySpan<double> weights, in RowTarget target)
    {
        KernelArguments.RequireLength(x, target.Destination.Length);
        KernelArguments.RequireCount(weights.Length, x.Length);

        for (int first = 0; first < x.Length; first += SplitSum.MaxProducts)
        {
            int count = Math.Min(SplitSum.MaxProducts, x.Length - first);
            RowTarget part = first == 0 ? target : target.ForFurtherTerms();

            Chunk(lanes, x.Slice(first, count), weights.Slice(first, count), part);
        }
    }

    private static void Chunk(LaneWidth lanes, ReadOnlySpan<Residues> x, ReadOnlySpan<double> weights, in RowTarget target)
    {
        switch (lanes)
        {
            case LaneWidth.Vector512: Chunk<Lanes512>(x, weights, target); break;
            case LaneWidth.Vector256: Chunk<Lanes256>(x, weights, target); break;
            case LaneWidth.Vector128: Chunk<Lanes128>(x, weights, target); break;
            default: Chunk<LanesScalar>(x, weights, target); break;
        }
    }

    private static void Chunk<TLanes>(ReadOnlySpan<Residues> x, ReadOnlySpan<double> weights, in RowTarget target)
        where TLanes : struct, ILanes<TLanes>
    {
        switch (x.Length)
        {
            case 1: Loop<TLanes, ProductCounts.One>(x, weights, target); break;
            case 2: Loop<TLanes, ProductCounts.Two>(x, weights, target); break;
            case 3: Loop<TLanes, ProductCounts.Three>(x, weights, target); break;
            case 4: Loop<TLanes, ProductCounts.Four>(x, weights, target); break;
            case 5: Loop<TLanes, ProductCounts.Five>(x, weights, target); break;
            case 6: Loop<TLanes, ProductCounts.Six>(x, weights, target); break;
            case 7: Loop<TLanes, ProductCounts.Seven>(x, weights, target); break;
            default: Loop<TLanes, ProductCounts.Eight>(x, weights, target); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TLanes, TCount>(ReadOnlySpan<Residues> x, ReadOnlySpan<double> weights, in RowTarget target)
        where TLanes : struct, ILanes<TLanes>
        where TCount : struct, IProductCount
    {
        StreamPointers<TCount> xs = new(x);
        StreamWeights<TLanes, TCount> w = new(weights);
        double* destination = target.Destination.Pointer, correction = target.Correction.Pointer;
        nint length = target.Destination.Length;
        bool accumulate = target.Accumulate;
        TLanes correctionWeight = TLanes.Broadcast(target.CorrectionWeight);
        LaneModulus<TLanes> modulus = new(target.Modulus.P, target.Modulus.PInverse);

        for (nint i = 0; i < length; i += TLanes.Count)
        {
            SplitSum<TLanes> sum = SplitSum<TLanes>.Start(TLanes.Load(xs.S0 + i), w.W0);

            if (TCount.Value > 1) { sum = sum.Add(TLanes.Load(xs.S1 + i), w.W1); }
            if (TCount.Value > 2) { sum = sum.Add(TLanes.Load(xs.S2 + i), w.W2); }
            if (TCount.Value > 3) { sum = sum.Add(TLanes.Load(xs.S3 + i), w.W3); }
            if (TCount.Value > 4) { sum = sum.Add(TLanes.Load(xs.S4 + i), w.W4); }
            if (TCount.Value > 5) { sum = sum.Add(TLanes.Load(xs.S5 + i), w.W5); }
            if (TCount.Value > 6) { sum = sum.Add(TLanes.Load(xs.S6 + i), w.W6); }
            if (TCount.Value > 7) { sum = sum.Add(TLanes.Load(xs.S7 + i), w.W7); }
            if (correction != null) { sum = sum.Add(TLanes.Load(correction + i), correctionWeight); }

            TLanes result = sum.Finish(modulus);

            (accumulate ? modulus.Reduce(result + TLanes.Load(destination + i)) : result).Store(destination + i);
        }
    }
}
