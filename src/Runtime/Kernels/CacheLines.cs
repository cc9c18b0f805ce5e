using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace PowerSoftmax.Runtime.Kernels;

/// <summary>What kernels need to know of cache lines: 64 bytes, eight doubles.</summary>
internal static unsafe class CacheLines
{
    /// <summary>Doubles in a line.</summary>
    public const int Length = 8;

    private const int BlockLength = 64;

    /// <summary>The first line that begins in a buffer; at most <see cref="Length"/> - 1 doubles are lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double* Align(double* buffer) => (double*)(((nuint)buffer + 63) & ~(nuint)63);

    /// <summary>Asks for a block of 64 doubles before it is needed. A hint: nothing happens where the processor has none, or there is no such memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PrefetchBlock(double* block)
    {
        if (Sse.IsSupported)
        {
            for (nint line = 0; line < BlockLength; line += Length)
            {
                Sse.Prefetch0(block + line);
            }
        }
    }

    /// <summary>Asks for one line before it is needed. A hint, as <see cref="PrefetchBlock"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PrefetchLine(double* line)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(line);
        }
    }
}
