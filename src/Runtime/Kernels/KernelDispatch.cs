using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace PowerSoftmax.Runtime.Kernels;

/// <summary>Which lane widths this machine has, and which one is used when nobody asks for another.</summary>
internal static class KernelDispatch
{
    /// <summary>The widest supported width.</summary>
    public static LaneWidth Best { get; } = Supported()[^1];

    public static bool IsSupported(LaneWidth width) => width switch
    {
        LaneWidth.Vector512 => Vector512.IsHardwareAccelerated && Avx512F.IsSupported,
        LaneWidth.Vector256 => Vector256.IsHardwareAccelerated && Fma.IsSupported,
        LaneWidth.Vector128 => Vector128.IsHardwareAccelerated && (Fma.IsSupported || AdvSimd.Arm64.IsSupported),
        LaneWidth.Scalar => true,
        _ => false,
    };

    /// <summary>Supported widths, narrowest first.</summary>
    public static IReadOnlyList<LaneWidth> Supported() =>
        [.. Enum.GetValues<LaneWidth>().Where(IsSupported).Order()];
}
