using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>How the numbers of runs are spread over a row of eight residues of NTT form, which is the same for all eight rows of a block.</summary>
/// <remarks>
/// Place 8b + a of a block of 64 is standard index 8a + b. So with runs of 64 and more a block has one number; with runs of
/// 8, 16 and 32 it has 8, 4 and 2, each for one, two and four neighbouring places a of every row.
/// </remarks>
internal unsafe interface IRunWeights
{
    /// <summary>Weights of the places from <paramref name="place"/> on.</summary>
    /// <param name="runs">The numbers of the block's runs.</param>
    /// <param name="place">A multiple of the lanes below eight.</param>
    static abstract TLanes Load<TLanes>(double* runs, nint place)
        where TLanes : struct, ILanes<TLanes>;
}
