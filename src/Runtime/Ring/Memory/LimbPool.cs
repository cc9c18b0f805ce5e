using System.Collections.Concurrent;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>Lends limbs of one length in native memory and takes them back for reuse. Thread-safe.</summary>
/// <remarks>
/// Bases lie on 64-byte boundaries, staggered by multiples of 192 bytes: limbs that all began on page boundaries would
/// compete for the same sets of the first-level cache. A limb that is never disposed is freed by the garbage collector.
/// </remarks>
public sealed class LimbPool
{
    private const int StaggerStep = 192;
    private const int StaggerCount = 21;
    private const int StaggerStride = 5;

    private readonly ConcurrentBag<NativeBlock> idle = [];
    private int created;

    /// <exception cref="ArgumentOutOfRangeException">The length is not a positive multiple of eight.</exception>
    public LimbPool(int limbLength)
    {
        if (limbLength <= 0 || limbLength % 8 != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(limbLength), limbLength, "A limb has a positive multiple of eight residues.");
        }

        LimbLength = limbLength;
    }

    /// <summary>Residues in a limb.</summary>
    public int LimbLength { get; }

    /// <summary>Allocations ever made; those lent, those idle, and those lost and collected.</summary>
    public int CreatedCount => Volatile.Read(ref created);

    /// <summary>Lends a limb. Its content is whatever was there before, unless the previous holder had it cleared.</summary>
    /// <param name="clearOnReturn">For secrets: zeroes the limb when it comes back or is collected.</param>
    public Limb Rent(bool clearOnReturn = false)
    {
        if (!idle.TryTake(out NativeBlock? block))
        {
            int index = Interlocked.Increment(ref created) - 1;
            int stagger = (int)((uint)index * StaggerStride % StaggerCount) * StaggerStep;
            block = new NativeBlock((nuint)LimbLength * sizeof(double), (nuint)stagger);
        }

        block.IsSecret = clearOnReturn;

        return new Limb(this, block);
    }

    /// <summary>Gives the memory of idle limbs back to the operating system.</summary>
    public void Trim()
    {
        while (idle.TryTake(out NativeBlock? block))
        {
            block.Dispose();
        }
    }

    internal void Return(NativeBlock block) => idle.Add(block);
}
