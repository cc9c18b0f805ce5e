namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>An evaluation key that stays in memory until the lease is disposed.</summary>
/// <param name="key">The key; never the holder's.</param>
/// <param name="giveBack">Called once, at the first dispose; null where the key outlives its leases anyway.</param>
public sealed class EvaluationKeyLease(EvaluationKey key, Action? giveBack = null) : IDisposable
{
    private Action? giveBack = giveBack;

    /// <summary>Not to be used after <see cref="Dispose"/>.</summary>
    public EvaluationKey Key { get; } = key;

    public void Dispose() => Interlocked.Exchange(ref giveBack, null)?.Invoke();
}
