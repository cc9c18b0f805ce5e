using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>destination[i] = source[indices[i]]: an automorphism in NTT form.</summary>
/// <remarks>
/// An automorphism takes every block of 64 residues to a block of 64, in an order of blocks that no prefetcher guesses:
/// the lines of a block are asked for some blocks ahead. For other permutations that is useless, not wrong.
/// </remarks>
internal static unsafe class Permutation
{
    private const int BlockLength = 64;
    private const int LineLength = 8;
    private const int BlocksAhead = 4;

    /// <remarks>The indices are public and checked when their table is built, not here. No aliasing.</remarks>
    /// <exception cref="ArgumentException">The lengths differ, or source and destination overlap.</exception>
    public static void Run(ReadOnlySpan<double> source, ReadOnlySpan<uint> indices, Span<double> destination)
    {
        KernelArguments.RequireLength(source.Length, destination.Length);
        KernelArguments.RequireLength(indices.Length, destination.Length);

        if (source.Overlaps(destination))
        {
            throw new ArgumentException("A permutation cannot work in place; pass another destination.");
        }

        fixed (double* from = source)
        fixed (double* to = destination)
        fixed (uint* index = indices)
        {
            Loop(from, index, to, destination.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop(double* from, uint* index, double* to, nint length)
    {
        nint i = 0;

        for (; i <= length - BlockLength; i += BlockLength)
        {
            if (i < length - ((BlocksAhead + 1) * BlockLength))
            {
                PrefetchBlock(from + (index[i + (BlocksAhead * BlockLength)] & ~(uint)(BlockLength - 1)));
            }

            for (nint k = i; k < i + BlockLength; k += 4)
            {
                to[k] = from[index[k]];
                to[k + 1] = from[index[k + 1]];
                to[k + 2] = from[index[k + 2]];
                to[k + 3] = from[index[k + 3]];
            }
        }

        for (; i < length; i++)
        {
            to[i] = from[index[i]];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchBlock(double* block)
    {
        if (Sse.IsSupported)
        {
            for (nint line = 0; line < BlockLength; line += LineLength)
            {
                Sse.Prefetch0(block + line);
            }
        }
    }
}
