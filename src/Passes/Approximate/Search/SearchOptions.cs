namespace PowerSoftmax.Passes.Approximate.Search;

/// <summary>Limits of a search for approximations; every default is a working one.</summary>
public sealed record SearchOptions
{
    /// <summary>The working defaults.</summary>
    public static SearchOptions Default { get; } = new();

    /// <summary>Largest degree of a single polynomial, 1 ... 1023.</summary>
    public int MaxDegree { get; init; } = 255;

    /// <summary>Deepest candidate considered.</summary>
    public int MaxLevels { get; init; } = 24;

    /// <summary>Error beyond which nothing deeper is fitted; by default that of rounding.</summary>
    public double SmallestError { get; init; } = 1e-13;

    /// <summary>Whether Newton and Goldschmidt are candidates where the function has them.</summary>
    public bool Iterations { get; init; } = true;

    /// <summary>How far outside the interval growth is looked at, as a part of its width on each side.</summary>
    public double OvershootMargin { get; init; } = 0.05;

    /// <summary>Largest magnitude just outside over the largest inside; beyond it a candidate is refused.</summary>
    /// <remarks>
    /// No limit by default: the interval holds the margin of calibration already, and every iteration for a wide ratio diverges
    /// beyond its interval. A limit of 1024 is safe for pointwise functions such as GELU, whose inputs may stray.
    /// </remarks>
    public double LargestGrowth { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Largest magnitude of a polynomial just outside over the largest of its function; one that grows more is fitted on the interval
    /// with that margin instead. 2, because one bit is what every value keeps free below its modulus.
    /// </summary>
    public double LargestExcess { get; init; } = 2;
}
