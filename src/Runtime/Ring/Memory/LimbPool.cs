using System.Collections.Concurrent;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>Lends limbs of one length in native memory and takes them back for reuse. Thread-safe.</summary>
/// <remarks>
/// Limbs are places in slabs of many; their bases lie on 64-byte boundaries, staggered so that few of them compete for the same cache sets. The limb given
/// back last is lent next, while it is in cache. A limb that is never disposed is found by the garbage collector.
/// </remarks>
public sealed class LimbPool
{
    private const int SlabBytes = 16 << 20;
    private const int MinLimbsInSlab = 31;

    private readonly ConcurrentStack<NativeBlock> idle = [];
    private readonly Lock gate = new();

    // Held here so that no slab is finalized together with lost limbs that come back to a living pool.
    private readonly List<NativeSlab> slabs = [];
    private NativeSlab? slab;
    private int used;
    private int created;
    private int secretsLent;

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

    /// <summary>Limbs that can be lent without making one.</summary>
    internal int IdleCount => idle.Count;

    /// <summary>Limbs lent for secrets that have not come back: what holds secrets just now.</summary>
    internal int SecretsLent => Volatile.Read(ref secretsLent);

    /// <summary>Lends a limb. Its content is whatever was there before, unless the previous holder had it cleared.</summary>
    /// <param name="clearOnReturn">For secrets: zeroes the limb when it comes back or is collected.</param>
    /// <exception cref="OutOfMemoryException">The system refuses memory.</exception>
    public Limb Rent(bool clearOnReturn = false)
    {
        NativeBlock block = idle.TryPop(out NativeBlock? returned) ? returned : Create();
        block.IsSecret = clearOnReturn;

        if (clearOnReturn)
        {
            Interlocked.Increment(ref secretsLent);
        }

        return new Limb(this, block);
    }

    /// <summary>Gives the memory of slabs without a lent limb back to the operating system.</summary>
    public void Trim()
    {
        lock (gate)
        {
            List<NativeBlock> taken = [];

            while (idle.TryPop(out NativeBlock? block))
            {
                taken.Add(block);
            }

            foreach (IGrouping<NativeSlab, NativeBlock> blocks in taken.GroupBy(static block => block.Slab))
            {
                if (blocks.Count() == (blocks.Key == slab ? used : blocks.Key.BlockCount))
                {
                    Free(blocks);
                }
                else
                {
                    idle.PushRange([.. blocks]);
                }
            }
        }
    }

    internal void Return(NativeBlock block) => idle.Push(block);

    /// <summary>A limb that held a secret was zeroed.</summary>
    internal void CountZeroed() => Interlocked.Decrement(ref secretsLent);

    private NativeBlock Create()
    {
        lock (gate)
        {
            if (slab is null || used == slab.BlockCount)
            {
                nuint limbBytes = (nuint)LimbLength * sizeof(double);
                slab = new NativeSlab(limbBytes, LimbsInSlab(), slabs.Count);
                slabs.Add(slab);
                used = 0;
            }

            created++;

            return new NativeBlock(this, slab, used++);
        }
    }

    private void Free(IGrouping<NativeSlab, NativeBlock> blocks)
    {
        foreach (NativeBlock block in blocks)
        {
            GC.SuppressFinalize(block);
        }

        if (blocks.Key == slab)
        {
            slab = null;
        }

        slabs.Remove(blocks.Key);
        blocks.Key.Dispose();
    }

    // Small limbs come by the few too: most pools of small rings are never large.
    private int LimbsInSlab() => Math.Min(MinLimbsInSlab, Math.Max(1, SlabBytes / (LimbLength * sizeof(double))));
}
