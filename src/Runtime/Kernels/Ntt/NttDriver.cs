using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Ntt;

/// <summary>Chooses the lanes of a transform, whole or in the parts that other work is fused with.</summary>
internal static unsafe class NttDriver
{
    /// <summary>In place; balanced in, balanced out, in the storage order of NTT form.</summary>
    public static void Forward(LaneWidth lanes, double* x, in NttConstants constants)
    {
        switch (lanes)
        {
            case LaneWidth.Vector512: Forward<Lanes512>(x, constants); break;
            case LaneWidth.Vector256: Forward<Lanes256>(x, constants); break;
            case LaneWidth.Vector128: Forward<Lanes128>(x, constants); break;
            default: Forward<LanesScalar>(x, constants); break;
        }
    }

    /// <summary>In place; balanced in, balanced out, times N * constant.</summary>
    public static void Inverse(LaneWidth lanes, double* x, in NttConstants constants, InverseConstant constant)
    {
        switch (lanes)
        {
            case LaneWidth.Vector512: Inverse<Lanes512>(x, constants, constant); break;
            case LaneWidth.Vector256: Inverse<Lanes256>(x, constants, constant); break;
            case LaneWidth.Vector128: Inverse<Lanes128>(x, constants, constant); break;
            default: Inverse<LanesScalar>(x, constants, constant); break;
        }
    }

    /// <summary>First half of a forward transform for one strip, which lies by itself, in place. In: balanced. Out: 8 p.</summary>
    public static void ForwardStrip(LaneWidth lanes, double* strip, in NttConstants constants)
    {
        switch (lanes)
        {
            case LaneWidth.Vector512: ColumnPhase<Lanes512>.ForwardStrip(strip, constants); break;
            case LaneWidth.Vector256: ColumnPhase<Lanes256>.ForwardStrip(strip, constants); break;
            case LaneWidth.Vector128: ColumnPhase<Lanes128>.ForwardStrip(strip, constants); break;
            default: ColumnPhase<LanesScalar>.ForwardStrip(strip, constants); break;
        }
    }

    /// <summary>Second half of a forward transform for some rows, from strips to rows one behind the other. In: 8 p. Out: balanced.</summary>
    public static void ForwardRows(LaneWidth lanes, double* strips, double* destination, RowRange rows, in NttConstants constants)
    {
        switch (lanes)
        {
            case LaneWidth.Vector512: RowPhase<Lanes512>.ForwardFromStrips(strips, destination, rows, constants); break;
            case LaneWidth.Vector256: RowPhase<Lanes256>.ForwardFromStrips(strips, destination, rows, constants); break;
            case LaneWidth.Vector128: RowPhase<Lanes128>.ForwardFromStrips(strips, destination, rows, constants); break;
            default: RowPhase<LanesScalar>.ForwardFromStrips(strips, destination, rows, constants); break;
        }
    }

    /// <summary>As <see cref="Inverse(LaneWidth, double*, in NttConstants, InverseConstant)"/>, from <paramref name="x"/> to strips one behind the other.</summary>
    public static void InverseToStrips(LaneWidth lanes, double* x, double* strips, in NttConstants constants, InverseConstant constant)
    {
        switch (lanes)
        {
            case LaneWidth.Vector512: InverseToStrips<Lanes512>(x, strips, constants, constant); break;
            case LaneWidth.Vector256: InverseToStrips<Lanes256>(x, strips, constants, constant); break;
            case LaneWidth.Vector128: InverseToStrips<Lanes128>(x, strips, constants, constant); break;
            default: InverseToStrips<LanesScalar>(x, strips, constants, constant); break;
        }
    }

    internal static void Forward<TLanes>(double* x, in NttConstants constants)
        where TLanes : struct, ILanes<TLanes>
    {
        ColumnPhase<TLanes>.Forward(x, constants);
        RowPhase<TLanes>.Forward(x, constants);
    }

    internal static void Inverse<TLanes>(double* x, in NttConstants constants, InverseConstant constant)
        where TLanes : struct, ILanes<TLanes>
    {
        RowPhase<TLanes>.Inverse(x, constants);
        ColumnPhase<TLanes>.Inverse(x, constants, constant);
    }

    private static void InverseToStrips<TLanes>(double* x, double* strips, in NttConstants constants, InverseConstant constant)
        where TLanes : struct, ILanes<TLanes>
    {
        RowPhase<TLanes>.InverseToStrips(x, strips, constants);
        ColumnPhase<TLanes>.InverseStrips(strips, constants, constant);
    }
}
