namespace PowerSoftmax.Contracts;

/// <summary>A circuit that clients of another library cannot use; says why and what to do.</summary>
public sealed class UnsupportedContractException(string circuit, string reason)
    : Exception($"the circuit '{circuit}' has no client contract: {reason}");
