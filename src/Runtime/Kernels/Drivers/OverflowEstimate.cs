using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>destination = round(x0 * r0 + x1 * r1 + ...) with r_i = 1 / q_i: how often Q went over in a basis conversion.</summary>
/// <remarks>
/// The products are added in order with one rounding each, so every lane width gives the same bits. The sum's error is
/// below k^2 * 2^-54: the estimate is off by one only where the value lies that close to an odd multiple of Q / 2.
/// </remarks>
internal static unsafe class OverflowEstimate
{
    /// <exception cref="ArgumentException">Counts or lengths differ, or there is nothing to sum.</exception>
    public static void Run(LaneWidth lanes, ReadOnlySpan<Residues> x, ReadOnlySpan<double> reciprocals, Residues destination)
    {
        KernelArguments.RequireLength(x, destination.Length);
        KernelArguments.RequireCount(reciprocals.Length, x.Length);

        switch (lanes)
        {
            case LaneWidth.Vector512: Loop<Lanes512>(x, reciprocals, destination); break;
            case LaneWidth.Vector256: Loop<Lanes256>(x, reciprocals, destination); break;
            case LaneWidth.Vector128: Loop<Lanes128>(x, reciprocals, destination); break;
            default: Loop<LanesScalar>(x, reciprocals, destination); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TLanes>(ReadOnlySpan<Residues> x, ReadOnlySpan<double> reciprocals, Residues destination)
        where TLanes : struct, ILanes<TLanes>
    {
        for (nint i = 0; i < destination.Length; i += TLanes.Count)
        {
            TLanes sum = TLanes.Broadcast(0.0);

            for (int term = 0; term < x.Length; term++)
            {
                sum = TLanes.MultiplyAdd(TLanes.Load(x[term].Pointer + i), TLanes.Broadcast(reciprocals[term]), sum);
            }

            TLanes.Round(sum).Store(destination.Pointer + i);
        }
    }
}
