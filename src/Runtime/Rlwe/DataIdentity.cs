using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>Which circuit something was made for, and under whose keys. Public; keys, questions and answers carry it wherever they go.</summary>
/// <remarks>Things of different circuits or keys compute garbage together and nothing in them shows it. It guards against mistakes and authenticates nothing.</remarks>
/// <param name="Circuit">Null for keys that were made without a circuit.</param>
/// <param name="Keys">Null for what came in SEAL's bytes, which carry no name.</param>
public sealed record DataIdentity(CircuitHash? Circuit, KeyId? Keys)
{
    /// <summary>Of keys that were made without a circuit and name nobody.</summary>
    public static readonly DataIdentity None = new(null, null);

    /// <summary>Bytes in a record.</summary>
    internal const int Length = CircuitHash.Length + KeyId.Length;

    /// <summary>The keys' name, for messages.</summary>
    internal string KeysText => Keys?.ToString() ?? "without a name (they came in SEAL's bytes)";

    /// <summary>The circuit's hash, for messages.</summary>
    internal string CircuitText => Circuit is CircuitHash hash ? $"circuit {hash.Short}" : "no circuit in particular";
}
