using PowerSoftmax.Runtime.Kernels;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>Residues of a polynomial modulo one prime: balanced doubles in native memory, lent by a <see cref="LimbPool"/>.</summary>
/// <remarks>A span taken from a limb is valid until the limb is disposed; the holder keeps the limb reachable that long. Several threads may use one limb if they agree who writes where.</remarks>
public sealed unsafe class Limb : IDisposable
{
    private readonly LimbPool pool;
    private NativeBlock? block;

    internal Limb(LimbPool pool, NativeBlock block)
    {
        this.pool = pool;
        this.block = block;
    }

    public int Length => pool.LimbLength;

    /// <summary>Whether the residues are zeroed when the limb goes back.</summary>
    public bool ClearOnReturn => Block.IsSecret;

    /// <exception cref="ObjectDisposedException">The limb was disposed.</exception>
    public Span<double> Span => new(Block.Start, Length);

    /// <summary>The same residues for kernels over many limbs.</summary>
    internal Residues Residues => new(Block.Start, Length);

    private NativeBlock Block => block ?? throw new ObjectDisposedException(nameof(Limb), "The limb went back to its pool; rent another.");

    /// <summary>Gives the memory back to the pool; a second call does nothing.</summary>
    public void Dispose()
    {
        NativeBlock? returned = Interlocked.Exchange(ref block, null);

        if (returned is null)
        {
            return;
        }

        returned.Clear();
        pool.Return(returned);
    }
}
