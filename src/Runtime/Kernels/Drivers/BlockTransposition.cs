using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>Transposes every block of 64 residues as a matrix of 8 x 8: from the storage order of NTT form to the standard one, and back.</summary>
internal static unsafe class BlockTransposition
{
    private const int BlockLength = 64;

    /// <summary>In place.</summary>
    /// <exception cref="ArgumentException">The length is no multiple of 64.</exception>
    public static void Run(LaneWidth lanes, Residues x)
    {
        if (x.Length % BlockLength != 0)
        {
            throw new ArgumentException($"Blocks of {BlockLength} residues are transposed; {x.Length} are not whole blocks.");
        }

        switch (lanes)
        {
            case LaneWidth.Vector512: Run<Lanes512>(x); break;
            case LaneWidth.Vector256: Run<Lanes256>(x); break;
            case LaneWidth.Vector128: Run<Lanes128>(x); break;
            default: Run<LanesScalar>(x); break;
        }
    }

    private static void Run<TLanes>(Residues x)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int block = 0; block < x.Length; block += BlockLength)
        {
            TLanes.TransposeBlock(x.Pointer + block);
        }
    }
}
