using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>A plaintext to be read until disposed, which happens once; whether that frees it is the lender's affair. Several threads may read the plaintext.</summary>
/// <typeparam name="TMessage">Which kind of plaintext.</typeparam>
public readonly struct PlaintextLease<TMessage> : IDisposable
    where TMessage : EncodedMessage
{
    private readonly bool ownsPlaintext;
    private readonly LifetimeUse? use;

    public PlaintextLease(TMessage plaintext, bool ownsPlaintext)
    {
        Plaintext = plaintext;
        this.ownsPlaintext = ownsPlaintext;
    }

    /// <param name="plaintext">The lender's.</param>
    /// <param name="use">Keeps the lender's plaintexts there.</param>
    internal PlaintextLease(TMessage plaintext, LifetimeUse use)
    {
        Plaintext = plaintext;
        this.use = use;
    }

    public TMessage Plaintext { get; }

    public void Dispose()
    {
        use?.Dispose();

        if (ownsPlaintext)
        {
            Plaintext.Dispose();
        }
    }
}
