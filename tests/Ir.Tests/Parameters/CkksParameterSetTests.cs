using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Tests.Parameters;

public class CkksParameterSetTests
{
    private static readonly CkksParametersLiteral Good = PrimeSelection.Select(new ChainRequest(14, 6, 45, 48, 2));

    [Fact]
    public void KnowsItsSizes()
    {
        CkksParameterSet parameters = CkksParameterSet.Create(Good);

        Assert.Equal(8192, parameters.SlotCount);
        Assert.Equal(new Level(6), parameters.MaxLevel);
        Assert.Equal(4, parameters.DigitCount(new Level(6)));
        Assert.Equal(1, parameters.DigitCount(new Level(1)));
        Assert.Equal(32, parameters.Fingerprint.Length);
        Assert.Equal(Math.Pow(2, 45), parameters.DefaultScale(parameters.MaxLevel).Value);
    }

    [Fact]
    public void RefusesAChainAboveTheBudgetAndSaysTheNumbers()
    {
        CkksParametersLiteral big = PrimeSelection.Select(new ChainRequest(13, 4, 45, 48, 1));
        ParameterException error = Assert.Throws<ParameterException>(() => CkksParameterSet.Create(big));

        Assert.Equal("log2 QP", error.Field);
        Assert.Contains("LogN = 13 allows 214", error.Message);
    }

    [Fact]
    public void TheInsecureTestKindIsAcceptedAndSaysSo()
    {
        CkksParameterSet parameters = CkksParameterSet.Create(
            PrimeSelection.Select(new ChainRequest(10, 4, 45, 48, 1, SecurityLevel.InsecureTest)));

        Assert.True(parameters.Certificate.IsInsecure);
        Assert.Contains("INSECURE", parameters.Certificate.ToString());
        Assert.Equal(0, parameters.Certificate.Bits);
    }

    [Fact]
    public void TheCertificateStatesTableAndBudget()
    {
        SecurityCertificate certificate = CkksParameterSet.Create(Good).Certificate;

        Assert.Equal(128, certificate.Bits);
        Assert.Equal(430, certificate.Budget);
        Assert.InRange(certificate.Log2QP, 400, 430);
        Assert.Contains("2024/463", certificate.ToString());
    }

    [Fact]
    public void A192BitClaimHasASmallerBudgetAndSaysSo()
    {
        CkksParametersLiteral literal = PrimeSelection.Select(new ChainRequest(14, 4, 40, 48, 1, SecurityLevel.Bits192));
        SecurityCertificate certificate = CkksParameterSet.Create(literal).Certificate;

        Assert.Equal(192, certificate.Bits);
        Assert.Equal(297, certificate.Budget);
        Assert.Contains("192 bits (classical)", certificate.ToString());
        Assert.Contains("eprint 2024/463: 192 bits", certificate.ToString());
        Assert.Equal(literal, CkksParametersLiteral.Parse(literal.ToText()));
        Assert.Contains("allows 297 for 192-bit security", Assert.Throws<ParameterException>(
            () => CkksParameterSet.Create(PrimeSelection.Select(new ChainRequest(14, 6, 40, 48, 1, SecurityLevel.Bits192)))).Message);
    }

    [Theory]
    [InlineData(12, 106, 73)]
    [InlineData(13, 214, 147)]
    [InlineData(14, 430, 297)]
    [InlineData(15, 868, 597)]
    [InlineData(16, 1747, 1199)]
    [InlineData(17, 3523, 2411)]
    public void TheBudgetsAreThoseOfTheGuidelines(int logN, int bits128, int bits192)
    {
        Assert.Equal(bits128, SecurityTable.Budget(logN, SecurityLevel.Bits128));
        Assert.Equal(bits192, SecurityTable.Budget(logN, SecurityLevel.Bits192));
    }

    [Fact]
    public void SealsOlderTableIsUsedOnlyWhenAskedForAndSaysSo()
    {
        CkksParametersLiteral between = PrimeSelection.Select(new ChainRequest(13, 3, 40, 48, 1, SecurityLevel.SealBits128));

        Assert.InRange(SecurityTable.Log2(between.Q.Concat(between.P)), 214.1, 218);
        Assert.Contains("allows 214", Assert.Throws<ParameterException>(() => CkksParameterSet.Create(between with { Security = SecurityLevel.Bits128 })).Message);
        SecurityCertificate certificate = CkksParameterSet.Create(between).Certificate;
        Assert.Equal(218, certificate.Budget);
        Assert.Equal(128, certificate.Bits);
        Assert.Contains("SEAL's older table", certificate.ToString());
        Assert.Contains("2019/939", certificate.ToString());
    }

    [Fact]
    public void AModulusABitOfABitAboveTheBudgetIsRefused()
    {
        // 48 + 3 * 39 + 49 = 214: primes just above these powers exceed the budget of 2^13 by a millionth of a bit, just below they keep it.
        CkksParametersLiteral above = new CkksParametersLiteral
        {
            LogN = 13, LogDefaultScale = 39, Q = [Above(1UL << 48), Above(1UL << 39, 0), Above(1UL << 39, 1), Above(1UL << 39, 2)], P = [Below(1UL << 49)],
        };
        CkksParametersLiteral below = above with { Q = [Below(1UL << 48), Below(1UL << 39, 0), Below(1UL << 39, 1), Below(1UL << 39, 2)] };

        Assert.InRange(SecurityTable.Log2(above.Q.Concat(above.P)), 214 + 1e-9, 214.001);
        Refuses(above, "log2 QP", "LogN = 13 allows 214 for 128-bit security");
        Refuses(above with { Security = SecurityLevel.Bits192 }, "log2 QP", "LogN = 13 allows 147 for 192-bit security");
        Assert.InRange(SecurityTable.Log2(below.Q.Concat(below.P)), 213.999, 214);
        Assert.Equal(128, CkksParameterSet.Create(below).Certificate.Bits);
    }

    [Fact]
    public void SealsOlderTableIsNotForSeveralSpecialPrimes() =>
        Refuses(Good with { Security = SecurityLevel.SealBits128 }, "Security", "only for parameters of SEAL's form, with one special prime");

    [Fact]
    public void RefusesComposites() =>
        Refuses(Good with { Q = [Good.Q[0], (1UL << 45) + 1] }, "Q", $"a list with {(1UL << 45) + 1}; a prime that is 1 modulo 2^15 is needed");

    [Fact]
    public void RefusesPrimesThatDoNotSplitTheRing()
    {
        ulong prime = Enumerable.Range(1, 1000).Select(static i => (1UL << 45) + (ulong)i).First(static number => number % (1 << 15) != 1 && PrimeTest.IsPrime(number));

        Refuses(Good with { Q = [Good.Q[0], prime] }, "Q", $"a list with {prime}; a prime that is 1 modulo 2^15 is needed");
    }

    [Fact]
    public void RefusesAPrimeTwice() => Refuses(Good with { P = [Good.Q[0]] }, "P", "all primes of Q and P differ");

    [Fact]
    public void RefusesASpecialModulusSmallerThanADigit() =>
        Refuses(Good with { P = [Good.Q[1]], Q = [Good.Q[0]] }, "P", "the key-switching digit from q0 has 48.0 bits and P must not be smaller");

    [Fact]
    public void RefusesAnEmptyChain() => Refuses(Good with { Q = [] }, "Q", "at least the base prime q0 is needed");

    [Fact]
    public void RefusesAChainWithoutASpecialPrime() => Refuses(Good with { P = [] }, "P", "at least one special prime");

    [Fact]
    public void RefusesAChainWhoseScaleDrifts() => Refuses(Good with { LogDefaultScale = 40 }, "Q", "every level stays within half a bit of 2^40");

    [Theory]
    [InlineData(43.0)]
    [InlineData(44.4)]
    [InlineData(45.6)]
    [InlineData(47.5)]
    public void RefusesAScaleThatDriftsByHalfABit(double bits) => Refuses(
        Good with { Q = [Good.Q[0], Above((ulong)Math.Pow(2, bits))] }, "Q", "a chain whose scale drifts to 2^");

    [Theory]
    [InlineData(44.6)]
    [InlineData(45.4)]
    public void AcceptsAScaleThatDriftsByLess(double bits) =>
        Assert.Equal(90 - bits, CkksParameterSet.Create(Good with { Q = [Good.Q[0], Above((ulong)Math.Pow(2, bits))] }).DefaultScale(new Level(0)).Log2, 1e-3);

    [Fact]
    public void RefusesALevelOutsideTheChain()
    {
        ParameterException error = Assert.Throws<ParameterException>(static () => CkksParameterSet.Create(Good).DefaultScale(new Level(7)));

        Assert.Contains("7", error.Message);
        Assert.Contains("6", error.Message);
    }

    private static void Refuses(CkksParametersLiteral literal, string field, string reason)
    {
        ParameterException error = Assert.Throws<ParameterException>(() => CkksParameterSet.Create(literal));

        Assert.Equal(field, error.Field);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    /// <summary>A prime above a number that splits the rings up to 2^14.</summary>
    private static ulong Above(ulong number, int skip = 0) => Primes(number, 1).Skip(skip).First();

    private static ulong Below(ulong number, int skip = 0) => Primes(number, -1).Skip(skip).First();

    private static IEnumerable<ulong> Primes(ulong number, int direction)
    {
        for (long candidate = ((long)number >> 15 << 15) + 1 + (direction << 15); ; candidate += direction << 15)
        {
            if (PrimeTest.IsPrime((ulong)candidate))
            {
                yield return (ulong)candidate;
            }
        }
    }
}
