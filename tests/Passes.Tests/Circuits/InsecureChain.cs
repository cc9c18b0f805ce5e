using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Tests.Circuits;

/// <summary>Small parameters without any security, for tests.</summary>
internal static class InsecureChain
{
    public static CkksParameterSet OfLevels(int levels, int logN = 10, int specialPrimes = 1) => CkksParameterSet.Create(
        PrimeSelection.Select(new ChainRequest(logN, levels, 40, 48, specialPrimes, SecurityLevel.InsecureTest)));
}
