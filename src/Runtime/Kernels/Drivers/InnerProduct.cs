using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;
using PowerSoftmax.Runtime.Kernels.Operators;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>The two inner products of a key switch: sum of x_i * y_i and sum of x_i * z_i mod p, residue by residue.</summary>
/// <remarks>One pass over x for both, one reduction for every eight products. A multiple of one more stream may be added to each.</remarks>
internal static unsafe class InnerProduct
{
    /// <summary>Doubles between what is used and what is asked for: keys come from memory, and callers take them a few rows at a time.</summary>
    private const int Ahead = 64;

    /// <remarks>
    /// In: balanced. Out: balanced. Any number of products; lengths are multiples of eight. The destinations must not be
    /// operands when there are more than eight products.
    /// </remarks>
    /// <exception cref="ArgumentException">Counts or lengths differ, or there is no product.</exception>
    public static void Run(
        LaneWidth lanes, in InnerProductOperands operands, Residues destinationY, Residues destinationZ, Modulus modulus)
    {
        operands.RequireLength(destinationY.Length);
        KernelArguments.RequireLength(destinationZ.Length, destinationY.Length);

        for (int first = 0; first < operands.Count; first += operands.MostAtOnce)
        {
            Chunk(lanes, operands.Slice(first, operands.MostAtOnce), new(destinationY, destinationZ, first > 0, modulus));
        }
    }

    private static void Chunk(LaneWidth lanes, in InnerProductOperands operands, in Target target)
    {
        switch (lanes)
        {
            case LaneWidth.Vector512: Chunk<Lanes512>(operands, target); break;
            case LaneWidth.Vector256: Chunk<Lanes256>(operands, target); break;
            case LaneWidth.Vector128: Chunk<Lanes128>(operands, target); break;
            default: Chunk<LanesScalar>(operands, target); break;
        }
    }

    private static void Chunk<TLanes>(in InnerProductOperands operands, in Target target)
        where TLanes : struct, ILanes<TLanes>
    {
        switch (operands.Count)
        {
            case 1: Loop<TLanes, ProductCounts.One>(operands, target); break;
            case 2: Loop<TLanes, ProductCounts.Two>(operands, target); break;
            case 3: Loop<TLanes, ProductCounts.Three>(operands, target); break;
            case 4: Loop<TLanes, ProductCounts.Four>(operands, target); break;
            case 5: Loop<TLanes, ProductCounts.Five>(operands, target); break;
            case 6: Loop<TLanes, ProductCounts.Six>(operands, target); break;
            case 7: Loop<TLanes, ProductCounts.Seven>(operands, target); break;
            default: Loop<TLanes, ProductCounts.Eight>(operands, target); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TLanes, TCount>(in InnerProductOperands operands, in Target target)
        where TLanes : struct, ILanes<TLanes>
        where TCount : struct, IProductCount
    {
        StreamPointers<TCount> xs = new(operands.X), ys = new(operands.Y), zs = new(operands.Z);
        double* destinationY = target.DestinationY.Pointer, destinationZ = target.DestinationZ.Pointer;
        nint length = target.DestinationY.Length;
        double* addendY = operands.AddendY.Pointer, addendZ = operands.AddendZ.Pointer;
        TLanes weight = TLanes.Broadcast(operands.AddendWeight);
        bool accumulate = target.Accumulate;
        LaneModulus<TLanes> modulus = new(target.Modulus.P, target.Modulus.PInverse);

        for (nint i = 0; i < length; i += TLanes.Count)
        {
            ys.Prefetch(i + Ahead);
            zs.Prefetch(i + Ahead);
            TLanes x = TLanes.Load(xs.S0 + i);
            SplitSum<TLanes> sumY = SplitSum<TLanes>.Start(x, TLanes.Load(ys.S0 + i));
            SplitSum<TLanes> sumZ = SplitSum<TLanes>.Start(x, TLanes.Load(zs.S0 + i));

            if (TCount.Value > 1) { x = TLanes.Load(xs.S1 + i); sumY = sumY.Add(x, TLanes.Load(ys.S1 + i)); sumZ = sumZ.Add(x, TLanes.Load(zs.S1 + i)); }
            if (TCount.Value > 2) { x = TLanes.Load(xs.S2 + i); sumY = sumY.Add(x, TLanes.Load(ys.S2 + i)); sumZ = sumZ.Add(x, TLanes.Load(zs.S2 + i)); }
            if (TCount.Value > 3) { x = TLanes.Load(xs.S3 + i); sumY = sumY.Add(x, TLanes.Load(ys.S3 + i)); sumZ = sumZ.Add(x, TLanes.Load(zs.S3 + i)); }
            if (TCount.Value > 4) { x = TLanes.Load(xs.S4 + i); sumY = sumY.Add(x, TLanes.Load(ys.S4 + i)); sumZ = sumZ.Add(x, TLanes.Load(zs.S4 + i)); }
            if (TCount.Value > 5) { x = TLanes.Load(xs.S5 + i); sumY = sumY.Add(x, TLanes.Load(ys.S5 + i)); sumZ = sumZ.Add(x, TLanes.Load(zs.S5 + i)); }
            if (TCount.Value > 6) { x = TLanes.Load(xs.S6 + i); sumY = sumY.Add(x, TLanes.Load(ys.S6 + i)); sumZ = sumZ.Add(x, TLanes.Load(zs.S6 + i)); }
            if (TCount.Value > 7) { x = TLanes.Load(xs.S7 + i); sumY = sumY.Add(x, TLanes.Load(ys.S7 + i)); sumZ = sumZ.Add(x, TLanes.Load(zs.S7 + i)); }

            if (addendY != null) { sumY = sumY.Add(TLanes.Load(addendY + i), weight); }
            if (addendZ != null) { sumZ = sumZ.Add(TLanes.Load(addendZ + i), weight); }

            TLanes y = sumY.Finish(modulus), z = sumZ.Finish(modulus);

            (accumulate ? modulus.Reduce(y + TLanes.Load(destinationY + i)) : y).Store(destinationY + i);
            (accumulate ? modulus.Reduce(z + TLanes.Load(destinationZ + i)) : z).Store(destinationZ + i);
        }
    }

    private readonly struct Target(Residues destinationY, Residues destinationZ, bool accumulate, Modulus modulus)
    {
        public readonly Residues DestinationY = destinationY;
        public readonly Residues DestinationZ = destinationZ;
        public readonly bool Accumulate = accumulate;
        public readonly Modulus Modulus = modulus;
    }
}
