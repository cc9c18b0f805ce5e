using System.Globalization;
using System.Security.Cryptography;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>A random name that a client gives its keys, so that questions, answers and keys of different clients are not mixed up. Public.</summary>
/// <remarks>It tells nothing about the keys and proves nothing: it guards against mistakes, not against attacks.</remarks>
public readonly record struct KeyId(Guid Value)
{
    /// <summary>Bytes of a name.</summary>
    public const int Length = 16;

    /// <summary>A name nobody has had before.</summary>
    public static KeyId Create() => new(new Guid(RandomNumberGenerator.GetBytes(Length)));

    public static bool TryParse(string? text, out KeyId id)
    {
        bool parsed = Guid.TryParseExact(text, "N", out Guid value);
        id = new KeyId(value);

        return parsed;
    }

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("N", CultureInfo.InvariantCulture);
}
