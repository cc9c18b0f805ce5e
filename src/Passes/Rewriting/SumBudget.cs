namespace PowerSoftmax.Passes.Rewriting;

/// <summary>How many sums a rule may look through: more than any residual stream has, and a bound where a value is added to itself again and again.</summary>
/// <remarks>A sum of a sum of itself has exponentially many summands, and a long one nests deeper than a stack is.</remarks>
internal struct SumBudget
{
    /// <summary>Twice the sums of a hundred layers.</summary>
    public const int Most = 256;

    private int taken;

    /// <summary>Whether one more may be looked through.</summary>
    public bool Take() => ++taken <= Most;
}
