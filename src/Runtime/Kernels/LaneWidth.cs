namespace PowerSoftmax.Runtime.Kernels;

/// <summary>How many doubles one kernel step handles. The choice changes speed, never a bit of a result.</summary>
internal enum LaneWidth
{
    Scalar = 1,
    Vector128 = 2,
    Vector256 = 4,
    Vector512 = 8,
}
