using System.Runtime.InteropServices;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>A limb's place in a slab. A place whose limb was lost goes back to its pool when the garbage collector finds it.</summary>
internal sealed unsafe class NativeBlock(LimbPool pool, NativeSlab slab, int index)
{
    private readonly NativeSlab slab = slab;

    ~NativeBlock()
    {
        Clear();
        GC.ReRegisterForFinalize(this);
        pool.Return(this);
    }

    /// <summary>The first double, on a 64-byte boundary.</summary>
    public double* Start { get; } = (double*)slab.Block(index);

    /// <summary>The slab this is a place of.</summary>
    public NativeSlab Slab => slab;

    /// <summary>Whether the memory holds a secret: then it is zeroed before anybody else gets it.</summary>
    public bool IsSecret { get; set; }

    /// <summary>Zeroes a secret.</summary>
    public void Clear()
    {
        if (IsSecret)
        {
            NativeMemory.Clear(Start, (nuint)pool.LimbLength * sizeof(double));
            IsSecret = false;
            pool.CountZeroed();
        }
    }
}
