namespace PowerSoftmax.Passes;

/// <summary>What a compilation makes as small as it can, within the precision and the memory asked for.</summary>
public enum Aim
{
    /// <summary>The predicted time of an evaluation.</summary>
    Latency,

    /// <summary>The predicted time of an evaluation for each of its inputs; how many it takes is found, unless a batch is asked for.</summary>
    Throughput,

    /// <summary>The predicted memory of an evaluation with all its keys.</summary>
    Memory,
}
