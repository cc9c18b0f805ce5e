namespace PowerSoftmax.Runtime.Seal;

/// <summary>Bytes that are not the SEAL object they should be: truncated, damaged, of another kind, for other parameters, or too large.</summary>
public sealed class InvalidSealDataException : Exception
{
    internal InvalidSealDataException(string record, string field, string reason, Exception? inner = null)
        : base($"{record}, {field}: {reason}", inner)
    {
        Record = record;
        Field = field;
        Reason = reason;
    }

    /// <summary>The object that was read: "ciphertext", "Galois keys".</summary>
    public string Record { get; }

    /// <summary>The field in it, as in "c1 modulo q3".</summary>
    public string Field { get; }

    public string Reason { get; }
}
