using PowerSoftmax.Passes.Plan;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>What is compared under an aim, and how it is said.</summary>
internal static class AimMeasure
{
    /// <summary>Bytes or milliseconds on one thread, those of each input where an evaluation takes several.</summary>
    public static double Of(this Aim aim, CompilationPlan plan, int batch) => aim switch
    {
        Aim.Memory => plan.MemoryBytes,
        _ => plan.MillisecondsOn(1) / batch,
    };

    /// <summary>Why the larger of two measures is not taken.</summary>
    public static string Compare(this Aim aim, double measure, double taken) => aim switch
    {
        Aim.Memory => FormattableString.Invariant($"more memory: {measure / 1e6:0} MB, {taken / 1e6:0} MB for what is taken"),
        _ => FormattableString.Invariant($"slower: {measure:0} ms, {taken:0} ms for what is taken"),
    };
}
