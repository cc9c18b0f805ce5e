namespace PowerSoftmax.Passes.Approximate.Fitting;

/// <summary>Where the coefficients of a fit come from.</summary>
public enum FitMethod
{
    /// <summary>Interpolation in the Chebyshev points.</summary>
    Chebyshev,

    /// <summary>The exchange reached equal alternating errors: nothing of this degree is better.</summary>
    Minimax,

    /// <summary>The exchange stopped early, mostly at the rounding of doubles; the best polynomial it met.</summary>
    NearMinimax,

    /// <summary>Least mean square under a density of inputs.</summary>
    LeastSquares,
}
