using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>Copies to memory that is not read soon, past the caches: writing through them would first read what is overwritten.</summary>
internal static unsafe class LargeCopy
{
    /// <summary>A destination of at least this many bytes does not stay in cache anyway.</summary>
    private const long Threshold = 8L << 20;

    /// <summary>Whether a destination of some limbs is better written past the caches.</summary>
    public static bool Pays(int limbs, int limbLength) => (long)limbs * limbLength * sizeof(double) >= Threshold;

    /// <remarks>The destination begins on a cache line, lengths are multiples of eight.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Run(Residues source, Residues destination)
    {
        KernelArguments.RequireLength(source.Length, destination.Length);
        Lines(source.Pointer, destination.Pointer, source.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Lines(double* source, double* destination, nint length)
    {
        for (nint i = 0; i < length; i += CacheLines.Length)
        {
            Vector512.Load(source + i).StoreAlignedNonTemporal(destination + i);
        }
    }
}
