using System.Runtime.InteropServices;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>One native allocation for one limb; freed when nobody refers to it any more.</summary>
internal sealed unsafe class NativeBlock : IDisposable
{
    private const nuint PageSize = 4096;
    private const nuint StaggerSpan = 4096;

    private readonly nuint byteCount;
    private void* allocation;

    /// <param name="byteCount">Usable bytes.</param>
    /// <param name="stagger">Bytes after a page boundary where the usable part begins: a multiple of 64 below 4096.</param>
    public NativeBlock(nuint byteCount, nuint stagger)
    {
        this.byteCount = byteCount + StaggerSpan;
        allocation = NativeMemory.AlignedAlloc(this.byteCount, PageSize);
        Start = (double*)((byte*)allocation + stagger);
        GC.AddMemoryPressure((long)this.byteCount);
    }

    ~NativeBlock() => Free();

    /// <summary>The first double, on a 64-byte boundary.</summary>
    public double* Start { get; }

    /// <summary>Whether the memory ever held a secret: then it is zeroed before it is freed.</summary>
    public bool IsSecret { get; set; }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (allocation == null)
        {
            return;
        }

        if (IsSecret)
        {
            NativeMemory.Clear(allocation, byteCount);
        }

        NativeMemory.AlignedFree(allocation);
        allocation = null;
        GC.RemoveMemoryPressure((long)byteCount);
    }
}
