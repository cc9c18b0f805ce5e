using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>An encoded message, not encrypted: all of its slots (<see cref="Plaintext"/>), or one period of them (<see cref="PeriodicPlaintext"/>).</summary>
/// <remarks>Several threads may use one at once; dispose it when none does.</remarks>
public abstract class EncodedMessage : IDisposable
{
    private readonly CkksParameters parameters;
    private volatile bool disposed;

    private protected EncodedMessage(CkksParameters parameters, PlaintextForm form, long byteCount)
    {
        this.parameters = parameters;
        Form = form;
        ByteCount = byteCount;
    }

    /// <exception cref="ObjectDisposedException">It was disposed: every operation asks first.</exception>
    public CkksParameters Parameters
    {
        get
        {
            ThrowIfDisposed();

            return parameters;
        }
    }

    /// <summary>It holds residues modulo q0 … q_level and can be used with ciphertexts up to this level.</summary>
    public Level Level => Form.Level;

    public Scale Scale => Form.Scale;

    /// <summary>Whether it also holds residues modulo the special primes, as an <see cref="ExtendedCiphertext"/> needs them.</summary>
    public bool IsExtended => Form.Extended;

    public long ByteCount { get; }

    private PlaintextForm Form { get; }

    public void Dispose()
    {
        disposed = true;
        Free();
    }

    /// <summary>The same message modulo some of its primes, without a copy; not to be used after this one is disposed.</summary>
    /// <param name="other">Parameters that lack some of the primes.</param>
    /// <param name="form">Level and scale under those.</param>
    /// <param name="limbs">The limb of this message for each prime of <paramref name="form"/>.</param>
    internal abstract EncodedMessage View(CkksParameters other, PlaintextForm form, int[] limbs);

    private protected abstract void Free();

    private protected void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(disposed, this);

    private protected void MarkDisposed() => disposed = true;
}
