using System.Runtime.CompilerServices;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>destination[i] = source[indices[i]]: an automorphism in NTT form.</summary>
internal static unsafe class Permutation
{
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

        for (; i <= length - 4; i += 4)
        {
            to[i] = from[index[i]];
            to[i + 1] = from[index[i + 1]];
            to[i + 2] = from[index[i + 2]];
            to[i + 3] = from[index[i + 3]];
        }

        for (; i < length; i++)
        {
            to[i] = from[index[i]];
        }
    }
}
