namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>What an evaluation key is for: relinearization, one Galois element, or a side of encapsulation. A client has at most one key for each.</summary>
/// <param name="Element">The Galois element; null for every other purpose.</param>
/// <param name="Encapsulation">The side; none for every other purpose.</param>
public readonly record struct KeyPurpose(GaloisElement? Element, Encapsulation Encapsulation = Encapsulation.None) : IComparable<KeyPurpose>
{
    public static readonly KeyPurpose Relinearization = new(null);

    public static readonly KeyPurpose ToEphemeral = new(null, Encapsulation.ToEphemeral);

    public static readonly KeyPurpose FromEphemeral = new(null, Encapsulation.FromEphemeral);

    /// <summary>The number that stands for it in files: a Galois element is odd, the others are even.</summary>
    internal uint Code => Element?.Value ?? 2U * (uint)Encapsulation;

    /// <summary>The purpose of a number in a file; null when there is none for this ring.</summary>
    internal static KeyPurpose? FromCode(uint code, int logN) => code switch
    {
        0 => Relinearization,
        2 => ToEphemeral,
        4 => FromEphemeral,
        _ => new GaloisElement(code).IsValid(logN) ? new KeyPurpose(new GaloisElement(code)) : null,
    };

    /// <summary>The words for people: "relinearization", "rotation by 5", "conjugation", "encapsulation".</summary>
    public string Describe(int logN) => Element?.Describe(logN) ?? Encapsulation switch
    {
        Encapsulation.ToEphemeral => "encapsulation",
        Encapsulation.FromEphemeral => "decapsulation",
        _ => "relinearization",
    };

    /// <summary>Relinearization first, then encapsulation, then by ascending element.</summary>
    public int CompareTo(KeyPurpose other) => (Element?.Value ?? 0, Encapsulation).CompareTo((other.Element?.Value ?? 0, other.Encapsulation));

    public override string ToString() => Element is GaloisElement element ? $"Galois element {element}" : Describe(0);
}
