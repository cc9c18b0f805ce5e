using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.SealOracle.Tests;

/// <summary>The committed objects of real SEAL, in a ring far too small to hide anything. `npm run golden` makes others.</summary>
internal static class InsecureGolden
{
    private const string Root = "tests/SealOracle/Golden";

    /// <summary>N = 1024, primes of 48, 40 and 48 bits.</summary>
    public static SealFolder Small { get; } = new(RepositoryRoot.File(Root + "/insecure-1024"));

    /// <summary>N = 1024, three primes of 60 bits: the engine does not evaluate these.</summary>
    public static SealFolder Wide { get; } = new(RepositoryRoot.File(Root + "/insecure-1024-wide"));

    public static SealSession SmallSession() => new(Small, SecurityLevel.InsecureTest);
}
