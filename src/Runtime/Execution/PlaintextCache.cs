using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>Encoded weights that stay in memory between evaluations, up to a number of bytes. Safe for several threads.</summary>
/// <remarks>First come, first kept: every weight is used once an evaluation, so throwing the oldest out would keep none.</remarks>
public sealed class PlaintextCache(long byteBudget) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<(int Step, int Index, PlaintextForm Form), Plaintext> plaintexts = [];
    private long byteCount;

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
    public PlaintextLease Rent(int step, int index, PlaintextForm form, Func<Plaintext> encode)
    {
        lock (gate)
        {
            if (plaintexts.TryGetValue((step, index, form), out Plaintext? kept))
            {
                return new PlaintextLease(kept, ownsPlaintext: false);
            }
        }

        Plaintext made = encode();
        return new PlaintextLease(made, ownsPlaintext: !TryKeep((step, index, form), made));
    }

    public void Dispose()
    {
        foreach (Plaintext plaintext in plaintexts.Values)
        {
            plaintext.Dispose();
        }
    }

    private bool TryKeep((int Step, int Index, PlaintextForm Form) key, Plaintext plaintext)
    {
        lock (gate)
        {
            bool keep = byteCount + plaintext.ByteCount <= byteBudget && plaintexts.TryAdd(key, plaintext);
            byteCount += keep ? plaintext.ByteCount : 0;
            return keep;
        }
    }
}
