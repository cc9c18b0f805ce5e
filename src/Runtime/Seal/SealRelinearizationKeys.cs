namespace PowerSoftmax.Runtime.Seal;

/// <summary>SEAL's RelinKeys: one key-switch key from s^2 to s, an entry for each prime of a fresh ciphertext. Immutable.</summary>
/// <remarks>Entry J is an encryption of zero whose c0 holds P s^2 more modulo prime J, P the special prime.</remarks>
public sealed class SealRelinearizationKeys
{
    internal SealRelinearizationKeys(SealParameters parameters, SealCiphertext[] entries)
    {
        Parameters = parameters;
        Entries = entries;
    }

    public SealParameters Parameters { get; }

    public IReadOnlyList<SealCiphertext> Entries { get; }
}
