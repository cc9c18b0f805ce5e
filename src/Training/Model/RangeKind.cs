namespace PowerSoftmax.Training.Model;

/// <summary>Why the range of a value matters.</summary>
internal enum RangeKind
{
    /// <summary>Scaled products of queries and keys.</summary>
    Scores,

    /// <summary>Natural logarithm of a sum of powers with epsilon: its reciprocal becomes a polynomial.</summary>
    LogDenominator,

    /// <summary>Natural logarithm of a variance with epsilon: its inverse square root becomes a polynomial.</summary>
    LogVariance,

    /// <summary>Argument of GELU, which becomes a polynomial.</summary>
    GeluInput,

    /// <summary>A value between layers: bootstrapping takes bounded ones.</summary>
    State,
}
