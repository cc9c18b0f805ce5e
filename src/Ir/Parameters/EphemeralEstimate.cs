namespace PowerSoftmax.Ir.Parameters;

/// <summary>One estimate of <see cref="EphemeralTable"/>; holds for every larger weight and ring and every smaller modulus too.</summary>
/// <param name="Weight">Coefficients that are not zero.</param>
/// <param name="LogN">Ring degree.</param>
/// <param name="Log2Modulus">Bits of the modulus.</param>
/// <param name="Bits">Bits of security of the best attack that was estimated, rounded down.</param>
public sealed record EphemeralEstimate(int Weight, int LogN, int Log2Modulus, int Bits)
{
    /// <summary>Whether what was estimated is at most as hard to find as a given secret.</summary>
    internal bool Covers(EphemeralSecret secret) =>
        Weight <= secret.Weight && LogN <= secret.LogN && Log2Modulus >= secret.Log2Modulus;
}
