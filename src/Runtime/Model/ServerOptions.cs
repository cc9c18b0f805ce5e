namespace PowerSoftmax;

/// <summary>How a server uses the machine.</summary>
public sealed record ServerOptions
{
    /// <summary>Threads of one evaluation.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 64);

    /// <summary>Memory for encoded weights kept between evaluations; what does not fit is encoded at each use.</summary>
    /// <remarks>Null for 1 to 4.3 GB, as much as lets an evaluation with its keys stay within 16 GB, and never more than a quarter of the machine's.</remarks>
    public long? PlaintextCacheBytes { get; init; }

    /// <summary>Memory for evaluation keys; null for as much as they take.</summary>
    /// <remarks>
    /// Keys of a key directory are loaded and dropped by plan within it: at least the circuit's largest key. Keys that are in memory
    /// already must fit it.
    /// </remarks>
    public long? MaxKeyBytes { get; init; }

    /// <summary>Whether keys may have been made for another circuit of the same parameters, such as the same graph with weights trained again.</summary>
    /// <remarks>
    /// The circuit's keys must all be there, and questions must still be made for the server's circuit, by a client whose secret key was
    /// made without a circuit. Off unless asked for: keys of another circuit are nearly always a mistake.
    /// </remarks>
    public bool AllowKeysOfOtherCircuits { get; init; }
}
