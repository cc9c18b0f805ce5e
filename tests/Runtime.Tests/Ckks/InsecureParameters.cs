using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Tests.Ckks;

/// <summary>Small parameter sets for tests: fast, and without any security.</summary>
public static class InsecureParameters
{
    /// <summary>N = 2^11, six levels, three digits at the top.</summary>
    public static readonly CkksParameters LogN11 = Create(11, 6, 2);

    public static CkksParameters Create(int logN, int levels, int specialPrimes, int logScale = 45) => CkksParameters.Create(
        PrimeSelection.Select(new ChainRequest(logN, levels, logScale, 48, specialPrimes, SecurityLevel.InsecureTest)));
}
