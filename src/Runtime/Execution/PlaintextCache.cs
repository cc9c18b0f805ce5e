using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>Encoded weights that stay in memory between evaluations, up to a number of bytes. Thread-safe.</summary>
/// <remarks>
/// First come, first kept: every weight is used once an evaluation, so throwing the oldest out would keep none. After
/// <see cref="Dispose"/> nothing is lent; what is lent lives until its leases come back.
/// </remarks>
public sealed class PlaintextCache : IDisposable
{
    private readonly long byteBudget;
    private readonly Lock gate = new();
    private readonly Dictionary<(int Step, int Index, PlaintextForm Form), EncodedMessage> plaintexts = [];
    private readonly Lifetime lifetime;
    private long byteCount;

    /// <param name="byteBudget">Memory for what is kept.</param>
    public PlaintextCache(long byteBudget)
    {
        this.byteBudget = byteBudget;
        lifetime = new Lifetime(nameof(PlaintextCache), Free);
    }

    /// <summary>Memory of what is kept.</summary>
    public long ByteCount
    {
        get
        {
            lock (gate)
            {
                return byteCount;
            }
        }
    }

    /// <summary>The kept plaintext, or one that <paramref name="encode"/> makes, kept if it fits the budget.</summary>
    /// <param name="step">The operation that uses it.</param>
    /// <param name="index">Which of the operation's plaintexts.</param>
    /// <param name="form">How it is encoded.</param>
    /// <param name="encode">Called outside of any lock.</param>
    /// <typeparam name="TMessage">The kind of plaintext; the same whenever the same one is asked for.</typeparam>
    /// <exception cref="ObjectDisposedException">The cache was disposed.</exception>
    public PlaintextLease<TMessage> Rent<TMessage>(int step, int index, PlaintextForm form, Func<TMessage> encode)
        where TMessage : EncodedMessage
    {
        LifetimeUse use = lifetime.Enter();
        bool isLent = false;

        try
        {
            TMessage? kept = (TMessage?)Find((step, index, form));
            TMessage lent = kept ?? encode();
            isLent = kept is not null || TryKeep((step, index, form), lent);

            return isLent ? new PlaintextLease<TMessage>(lent, use) : new PlaintextLease<TMessage>(lent, ownsPlaintext: true);
        }
        finally
        {
            if (!isLent)
            {
                use.Dispose();
            }
        }
    }

    public void Dispose() => lifetime.Close();

    private EncodedMessage? Find((int Step, int Index, PlaintextForm Form) key)
    {
        lock (gate)
        {
            return plaintexts.GetValueOrDefault(key);
        }
    }

    private bool TryKeep((int Step, int Index, PlaintextForm Form) key, EncodedMessage plaintext)
    {
        lock (gate)
        {
            bool keep = byteCount + plaintext.ByteCount <= byteBudget && plaintexts.TryAdd(key, plaintext);
            byteCount += keep ? plaintext.ByteCount : 0;
            return keep;
        }
    }

    private void Free()
    {
        lock (gate)
        {
            foreach (EncodedMessage plaintext in plaintexts.Values)
            {
                plaintext.Dispose();
            }

            plaintexts.Clear();
        }
    }
}
