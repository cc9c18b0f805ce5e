using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>Asks for memory before it is needed. A hint: nothing happens where the processor has none.</summary>
internal static unsafe class Prefetch
{
    private const int LineLength = 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Lines(Residues residues)
    {
        if (Sse.IsSupported)
        {
            for (nint i = 0; i < residues.Length; i += LineLength)
            {
                Sse.Prefetch0(residues.Pointer + i);
            }
        }
    }
}
