using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Ntt;

/// <summary>Chooses the lanes of a transform.</summary>
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
}
