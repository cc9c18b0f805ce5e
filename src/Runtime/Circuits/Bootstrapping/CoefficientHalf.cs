namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>Which half of the 2n coefficients of a polynomial in X^(N/2n) real slots go to, or come from.</summary>
internal enum CoefficientHalf
{
    /// <summary>Coefficients 0 … n - 1.</summary>
    Lower,

    /// <summary>Coefficients n … 2n - 1.</summary>
    Upper,
}
