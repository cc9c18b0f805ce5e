using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>A plaintext to be read until disposed; whether that frees it is the lender's affair.</summary>
public readonly struct PlaintextLease(Plaintext plaintext, bool ownsPlaintext) : IDisposable
{
    public Plaintext Plaintext { get; } = plaintext;

    public void Dispose()
    {
        if (ownsPlaintext)
        {
            Plaintext.Dispose();
        }
    }
}
