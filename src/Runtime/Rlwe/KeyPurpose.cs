namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>What an evaluation key is for: relinearization, or one Galois element. A client has at most one key for each.</summary>
/// <param name="Element">The Galois element; null for relinearization.</param>
public readonly record struct KeyPurpose(GaloisElement? Element) : IComparable<KeyPurpose>
{
    public static readonly KeyPurpose Relinearization = new(null);

    /// <summary>The words for people: "relinearization", "rotation by 5", "conjugation".</summary>
    public string Describe(int logN) => Element?.Describe(logN) ?? "relinearization";

    /// <summary>Relinearization first, then by ascending element.</summary>
    public int CompareTo(KeyPurpose other) => (Element?.Value ?? 0).CompareTo(other.Element?.Value ?? 0);

    public override string ToString() => Element is GaloisElement element ? $"Galois element {element}" : "relinearization";
}
