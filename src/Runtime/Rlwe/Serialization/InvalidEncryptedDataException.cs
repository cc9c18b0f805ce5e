namespace PowerSoftmax.Runtime.Rlwe.Serialization;

/// <summary>Bytes that are not what they should be: truncated, damaged, of another kind, or made for other parameters.</summary>
public sealed class InvalidEncryptedDataException(string what, string where)
    : Exception($"{where}: {what}")
{
    public string What { get; } = what;

    /// <summary>The record and the field in it, as in "ciphertext, c1 modulo q3".</summary>
    public string Where { get; } = where;
}
