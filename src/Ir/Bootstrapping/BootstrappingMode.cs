namespace PowerSoftmax;

/// <summary>Whether a compiled circuit may raise ciphertexts to higher levels.</summary>
public enum BootstrappingMode
{
    /// <summary>Where a circuit is too deep without it, or faster with it in the memory that is allowed.</summary>
    Auto,

    /// <summary>Never: no bootstrapping keys, and no circuits of more levels than the largest ring holds.</summary>
    None,
}
