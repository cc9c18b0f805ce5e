using System.Collections.Concurrent;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>Lends limbs of one length in native memory and takes them back for reuse. Thread-safe.</summary>
/// <remarks>
/// Limbs are places in slabs of many; their bases lie on 64-byte boundaries, staggered by multiples of 192 bytes. The limb given
/// back last is lent next, while it is in cache. A limb that is never disposed is found by the garbage collector.
/// </remarks>
public sealed class LimbPool
{
    private const int SlabBytes = 16 << 20;
    private const int MinLimbsInSlab = 31;

    private readonly ConcurrentStack<NativeBlock> idle = [];
    private readonly Lock gate = new();
    private NativeSlab? slab;
    private int used;
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

    /// <summary>Limbs ever made; those lent and those idle.</summary>
    public int CreatedCount => Volatile.Read(ref created);

    /// <summary>Lends a limb. Its content is whatever was there before, unless the previous holder had it cleared.</summary>
    /// <param name="clearOnReturn">For secrets: zeroes the limb when it comes back or is collected.</param>
    /// <exception cref="OutOfMemoryException">The system refuses memory.</exception>
    public Limb Rent(bool clearOnReturn = false)
    {
        NativeBlock block = idle.TryPop(out NativeBlock? returned) ? returned : Create();
        block.IsSecret = clearOnReturn;

        return new Limb(this, block);
    }

    internal void Return(NativeBlock block) => idle.Push(block);

    private NativeBlock Create()
    {
        lock (gate)
        {
            if (slab is null || used == slab.BlockCount)
            {
                nuint limbBytes = (nuint)LimbLength * sizeof(double);
                slab = new NativeSlab(limbBytes, LimbsInSlab());
                used = 0;
            }

            created++;

            return new NativeBlock(this, slab, used++);
        }
    }

    // Small limbs come by the few too: most pools of small rings are never large.
    private int LimbsInSlab() => Math.Min(MinLimbsInSlab, Math.Max(1, SlabBytes / (LimbLength * sizeof(double))));
}
