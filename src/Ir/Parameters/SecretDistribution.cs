namespace PowerSoftmax.Ir.Parameters;

/// <summary>How the coefficients of the secret are drawn.</summary>
public enum SecretDistribution
{
    /// <summary>Every coefficient uniform in {-1, 0, 1}; about two thirds are not zero.</summary>
    DenseTernary,
}
