using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>An evaluation key that the circuit needs is not there, or reaches only to a lower level.</summary>
public sealed class MissingEvaluationKeyException : Exception
{
    internal MissingEvaluationKeyException(string purpose, Level needed, Level? available)
        : base(available is Level level
            ? $"The key for {purpose} reaches level {level} and is needed at level {needed}. Make the keys from the circuit's request."
            : $"The key for {purpose} at level {needed} is missing. Make the keys from the circuit's request.")
    {
        Purpose = purpose;
        Needed = needed;
        Available = available;
    }

    /// <summary>"relinearization", "rotation by 5", "conjugation".</summary>
    public string Purpose { get; }

    public Level Needed { get; }

    /// <summary>Highest level of the key that is there; null when there is none.</summary>
    public Level? Available { get; }
}
