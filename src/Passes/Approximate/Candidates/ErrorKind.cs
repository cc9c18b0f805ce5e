namespace PowerSoftmax.Passes.Approximate.Candidates;

/// <summary>Which error of an approximation counts.</summary>
public enum ErrorKind
{
    /// <summary>Largest |f - p| on the interval.</summary>
    Absolute,

    /// <summary>Largest |f - p| / |f| on the interval; f must not vanish there.</summary>
    Relative,

    /// <summary>Mean |f - p| over the calibrated inputs.</summary>
    MeanAbsolute,
}
