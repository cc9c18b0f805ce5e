namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>An evaluation key that stays in memory until the lease is disposed. Several threads may read the key.</summary>
/// <param name="key">The key; never the holder's.</param>
/// <param name="giveBack">Called once, at the first dispose; null where the key outlives its leases anyway.</param>
public sealed class EvaluationKeyLease(EvaluationKey key, Action? giveBack = null) : IDisposable
{
    private Action? giveBack = giveBack;
    private volatile bool disposed;

    /// <exception cref="ObjectDisposedException">The lease was disposed: the key may be gone.</exception>
    public EvaluationKey Key
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);

            return key;
        }
    }

    public void Dispose()
    {
        disposed = true;
        Interlocked.Exchange(ref giveBack, null)?.Invoke();
    }
}
