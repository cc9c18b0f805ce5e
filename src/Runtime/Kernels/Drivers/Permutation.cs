using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>destination[i] = source[indices[i]]: an automorphism in NTT form.</summary>
/// <remarks>
/// An automorphism takes every block of 64 residues to a block of 64, in an order of blocks that no prefetcher guesses:
/// the lines of a block are asked for some blocks ahead. For other permutations that is useless, not wrong.
/// </remarks>
internal static unsafe class Permutation
{
    private const int BlockLength = 64;
    private const int BlocksAhead = 4;
    private const int BlocksAtOnce = 8;

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

    /// <summary>The same for some consecutive blocks of the source, to wherever they go in the whole destination.</summary>
    /// <param name="source">Blocks of 64, from block <paramref name="firstBlock"/> on.</param>
    /// <param name="firstBlock">Number of the first block of the source.</param>
    /// <param name="indices">Of the whole permutation, which takes blocks to blocks, within the blocks.</param>
    /// <param name="blockTargets">The block of the destination that each block of the source goes to.</param>
    /// <param name="destination">The whole destination.</param>
    /// <param name="pastCaches">Whether to write it as <see cref="LargeCopy"/> does.</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void RunBlocks(
        Residues source, int firstBlock, ReadOnlySpan<byte> indices, ReadOnlySpan<uint> blockTargets, Residues destination, bool pastCaches)
    {
        KernelArguments.RequireLength(indices.Length, destination.Length);
        KernelArguments.RequireLength(blockTargets.Length * BlockLength, destination.Length);
        ReadOnlySpan<uint> targets = blockTargets.Slice(firstBlock, source.Length / BlockLength);

        fixed (byte* index = indices)
        fixed (uint* target = targets)
        {
            if (pastCaches)
            {
                LargeBlockLoop(source, index, target, destination.Pointer);
            }
            else
            {
                BlockLoop(source, index, target, destination.Pointer);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BlockLoop(Residues source, byte* indices, uint* targets, double* destination)
    {
        for (nint block = 0; block < source.Length / BlockLength; block++)
        {
            nint target = (nint)targets[block] * BlockLength;
            PermuteBlock(source.Pointer + (block * BlockLength), indices + target, destination + target);
        }
    }

    // Several blocks are put together in the first-level cache before the first is copied: what was just stored piece by piece cannot be
    // loaded whole before it has left the store queue.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LargeBlockLoop(Residues source, byte* indices, uint* targets, double* destination)
    {
        double* memory = stackalloc double[(BlocksAtOnce * BlockLength) + CacheLines.Length];
        double* buffer = CacheLines.Align(memory);
        nint count = source.Length / BlockLength;

        for (nint first = 0; first < count; first += BlocksAtOnce)
        {
            nint blocks = nint.Min(BlocksAtOnce, count - first);

            for (nint block = 0; block < blocks; block++)
            {
                nint position = first + block;
                PermuteBlock(source.Pointer + (position * BlockLength), indices + (targets[position] * BlockLength), buffer + (block * BlockLength));
            }

            for (nint block = 0; block < blocks; block++)
            {
                LargeCopy.Lines(buffer + (block * BlockLength), destination + (targets[first + block] * BlockLength), BlockLength);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PermuteBlock(double* from, byte* index, double* to)
    {
        // Two at a time: stores are what bounds this.
        for (nint k = 0; k < BlockLength; k += 8)
        {
            Vector128.Create(from[index[k]], from[index[k + 1]]).Store(to + k);
            Vector128.Create(from[index[k + 2]], from[index[k + 3]]).Store(to + k + 2);
            Vector128.Create(from[index[k + 4]], from[index[k + 5]]).Store(to + k + 4);
            Vector128.Create(from[index[k + 6]], from[index[k + 7]]).Store(to + k + 6);
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
                CacheLines.PrefetchBlock(from + (index[i + (BlocksAhead * BlockLength)] & ~(uint)(BlockLength - 1)));
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
}
