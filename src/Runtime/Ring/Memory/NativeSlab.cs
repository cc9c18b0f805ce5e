using System.Runtime.InteropServices;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>One native allocation for many limbs, in huge pages where the system grants them.</summary>
/// <remarks>
/// A limb is half a megabyte at N = 2^16: in pages of 4 KiB the first touch of a circuit's memory costs a million faults, and
/// streams of keys lose a sixth of the memory's bandwidth to address translation. Freed after the blocks that lie in it: the
/// finalizer of a handle runs after those of ordinary objects.
/// </remarks>
internal sealed unsafe class NativeSlab : SafeHandle
{
    private const nuint CacheLine = 64;

    /// <summary>Cache lines by which neighbours begin at different places of a page: limbs that all began alike would compete for the same sets of the first cache.</summary>
    private const nuint PageStagger = 3;

    /// <summary>Neighbours begin this share of a block apart as well: blocks are multiples of what the second cache maps to the same sets. In even numbers of lines.</summary>
    private const nuint BlockShare = 128;

    /// <summary>Cache lines by which the first blocks of consecutive slabs differ, for slabs begin alike too; so many of them before it begins anew.</summary>
    private const nuint SlabStagger = 9, SlabStarts = 32;

    private readonly nuint stride;
    private readonly nuint first;
    private readonly nuint byteCount;

    /// <param name="blockBytes">Bytes of a block, a multiple of 64.</param>
    /// <param name="blockCount">Blocks.</param>
    /// <param name="ordinal">How many slabs of such blocks there were before.</param>
    /// <exception cref="OutOfMemoryException">The system refuses; the message says how much was asked.</exception>
    public NativeSlab(nuint blockBytes, int blockCount, int ordinal)
        : base(0, ownsHandle: true)
    {
        stride = blockBytes + ((PageStagger + (2 * (blockBytes / BlockShare / (2 * CacheLine)))) * CacheLine);
        first = (nuint)ordinal % SlabStarts * SlabStagger * CacheLine;
        byteCount = HugePages.RoundUp(first + (stride * (nuint)blockCount));
        BlockCount = blockCount;

        try
        {
            handle = (nint)NativeMemory.AlignedAlloc(byteCount, HugePages.AlignmentFor(byteCount));
        }
        catch (OutOfMemoryException error)
        {
            throw new OutOfMemoryException(
                $"The system refuses {byteCount >> 20} MiB for polynomials. Free memory, lower the limits on keys and cached plaintexts, or use a machine with more.", error);
        }

        HugePages.Advise((void*)handle, byteCount);
        GC.AddMemoryPressure((long)byteCount);
    }

    public int BlockCount { get; }

    public override bool IsInvalid => handle == 0;

    /// <summary>The first byte of a block, on a 64-byte boundary.</summary>
    public void* Block(int index) => (byte*)handle + first + (stride * (nuint)index);

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        GC.RemoveMemoryPressure((long)byteCount);

        return true;
    }
}
