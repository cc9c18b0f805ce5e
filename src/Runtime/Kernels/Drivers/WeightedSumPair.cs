using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;
using PowerSoftmax.Runtime.Kernels.Operators;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>Two rows of a basis conversion at once: two <see cref="WeightedSum"/> of the same terms with their own weights and primes.</summary>
/// <remarks>The terms come from the second-level cache or beyond, which bounds a single sum: here each is loaded once for both.</remarks>
internal static unsafe class WeightedSumPair
{
    /// <remarks>As <see cref="WeightedSum.Run"/>, same bits. Up to eight terms; more are two calls of that one.</remarks>
    /// <exception cref="ArgumentException">Counts or lengths differ, or there is no term.</exception>
    public static void Run(LaneWidth lanes, ReadOnlySpan<Residues> x, in WeightedRow first, in WeightedRow second)
    {
        if (x.Length > SplitSum.MaxProducts)
        {
            WeightedSum.Run(lanes, x, first.Weights, first.Target);
            WeightedSum.Run(lanes, x, second.Weights, second.Target);

            return;
        }

        KernelArguments.RequireLength(x, first.Target.Destination.Length);
        KernelArguments.RequireLength(second.Target.Destination.Length, first.Target.Destination.Length);
        KernelArguments.RequireCount(first.Weights.Length, x.Length);
        KernelArguments.RequireCount(second.Weights.Length, x.Length);

        switch (lanes)
        {
            case LaneWidth.Vector512: Run<Lanes512>(x, first, second); break;
            case LaneWidth.Vector256: Run<Lanes256>(x, first, second); break;
            case LaneWidth.Vector128: Run<Lanes128>(x, first, second); break;
            default: Run<LanesScalar>(x, first, second); break;
        }
    }

    private static void Run<TLanes>(ReadOnlySpan<Residues> x, in WeightedRow first, in WeightedRow second)
        where TLanes : struct, ILanes<TLanes>
    {
        switch (x.Length)
        {
            case 1: Loop<TLanes, ProductCounts.One>(x, first, second); break;
            case 2: Loop<TLanes, ProductCounts.Two>(x, first, second); break;
            case 3: Loop<TLanes, ProductCounts.Three>(x, first, second); break;
            case 4: Loop<TLanes, ProductCounts.Four>(x, first, second); break;
            case 5: Loop<TLanes, ProductCounts.Five>(x, first, second); break;
            case 6: Loop<TLanes, ProductCounts.Six>(x, first, second); break;
            case 7: Loop<TLanes, ProductCounts.Seven>(x, first, second); break;
            default: Loop<TLanes, ProductCounts.Eight>(x, first, second); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TLanes, TCount>(ReadOnlySpan<Residues> x, in WeightedRow first, in WeightedRow second)
        where TLanes : struct, ILanes<TLanes>
        where TCount : struct, IProductCount
    {
        StreamPointers<TCount> xs = new(x);
        StreamWeights<TLanes, TCount> v = new(first.Weights), w = new(second.Weights);
        double* correction = first.Target.Correction.Pointer;
        double* destinationV = first.Target.Destination.Pointer, destinationW = second.Target.Destination.Pointer;
        nint length = first.Target.Destination.Length;
        TLanes correctionV = TLanes.Broadcast(first.Target.CorrectionWeight), correctionW = TLanes.Broadcast(second.Target.CorrectionWeight);
        LaneModulus<TLanes> modulusV = new(first.Target.Modulus.P, first.Target.Modulus.PInverse);
        LaneModulus<TLanes> modulusW = new(second.Target.Modulus.P, second.Target.Modulus.PInverse);

        for (nint i = 0; i < length; i += TLanes.Count)
        {
            TLanes term = TLanes.Load(xs.S0 + i);
            SplitSum<TLanes> sumV = SplitSum<TLanes>.Start(term, v.W0);
            SplitSum<TLanes> sumW = SplitSum<TLanes>.Start(term, w.W0);

            if (TCount.Value > 1) { term = TLanes.Load(xs.S1 + i); sumV = sumV.Add(term, v.W1); sumW = sumW.Add(term, w.W1); }
            if (TCount.Value > 2) { term = TLanes.Load(xs.S2 + i); sumV = sumV.Add(term, v.W2); sumW = sumW.Add(term, w.W2); }
            if (TCount.Value > 3) { term = TLanes.Load(xs.S3 + i); sumV = sumV.Add(term, v.W3); sumW = sumW.Add(term, w.W3); }
            if (TCount.Value > 4) { term = TLanes.Load(xs.S4 + i); sumV = sumV.Add(term, v.W4); sumW = sumW.Add(term, w.W4); }
            if (TCount.Value > 5) { term = TLanes.Load(xs.S5 + i); sumV = sumV.Add(term, v.W5); sumW = sumW.Add(term, w.W5); }
            if (TCount.Value > 6) { term = TLanes.Load(xs.S6 + i); sumV = sumV.Add(term, v.W6); sumW = sumW.Add(term, w.W6); }
            if (TCount.Value > 7) { term = TLanes.Load(xs.S7 + i); sumV = sumV.Add(term, v.W7); sumW = sumW.Add(term, w.W7); }

            if (correction != null)
            {
                term = TLanes.Load(correction + i);
                sumV = sumV.Add(term, correctionV);
                sumW = sumW.Add(term, correctionW);
            }

            sumV.Finish(modulusV).Store(destinationV + i);
            sumW.Finish(modulusW).Store(destinationW + i);
        }
    }
}
