using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>SEAL's GaloisKeys: for each Galois element g a key-switch key from s(X^g) to s, an entry for each prime of a fresh ciphertext. Immutable.</summary>
public sealed class SealGaloisKeys
{
    private readonly SortedDictionary<GaloisElement, SealCiphertext[]> keys;

    internal SealGaloisKeys(SealParameters parameters, SortedDictionary<GaloisElement, SealCiphertext[]> keys)
    {
        Parameters = parameters;
        this.keys = keys;
    }

    public SealParameters Parameters { get; }

    /// <summary>Ascending.</summary>
    public IReadOnlyCollection<GaloisElement> Elements => keys.Keys;

    /// <summary>The key for an element; null when there is none.</summary>
    public IReadOnlyList<SealCiphertext>? Entries(GaloisElement element) => keys.GetValueOrDefault(element);
}
