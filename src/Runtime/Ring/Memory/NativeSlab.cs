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
    /// <summary>Neighbours begin at different places of a page: limbs that all began alike would compete for the same cache sets.</summary>
    private const nuint Stagger = 192;

    private readonly nuint stride;
    private readonly nuint byteCount;

    /// <param name="blockBytes">Bytes of a block, a multiple of 64.</param>
    /// <param name="blockCount">Blocks.</param>
    /// <exception cref="OutOfMemoryException">The system refuses; the message says how much was asked.</exception>
    public NativeSlab(nuint blockBytes, int blockCount)
        : base(0, ownsHandle: true)
    {
        stride = blockBytes + Stagger;
        byteCount = HugePages.RoundUp(stride * (nuint)blockCount);
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
    public void* Block(int index) => (byte*)handle + (stride * (nuint)index);

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        GC.RemoveMemoryPressure((long)byteCount);

        return true;
    }
}
