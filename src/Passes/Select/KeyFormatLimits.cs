using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Select;

/// <summary>What a key format allows.</summary>
public static class KeyFormatLimits
{
    /// <summary>Largest ring SEAL has a security table for.</summary>
    private const int SealMaxLogN = 15;

    private const int HybridMostSpecialPrimes = 8;

    public static int MaxLogN(this KeyFormat format) => format == KeyFormat.Seal ? SealMaxLogN : CkksParameterSet.MaxLogN;

    public static int MostSpecialPrimes(this KeyFormat format) => format == KeyFormat.Seal ? 1 : HybridMostSpecialPrimes;
}
