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
    public void SealsOlderTableIsNotForSeveralSpecialPrimes() => Refuses(Good with { Security = SecurityLevel.SealBits128 }, "Security");

    [Fact]
    public void RefusesComposites() => Refuses(Good with { Q = [Good.Q[0], (1UL << 45) + 1] }, "Q");

    [Fact]
    public void RefusesPrimesThatDoNotSplitTheRing() => Refuses(Good with { Q = [Good.Q[0], 1125899906842597UL >> 5] }, "Q");

    [Fact]
    public void RefusesAPrimeTwice() => Refuses(Good with { P = [Good.Q[0]] }, "P");

    [Fact]
    public void RefusesASpecialModulusSmallerThanADigit() => Refuses(Good with { P = [Good.Q[1]], Q = [Good.Q[0]] }, "P");

    [Fact]
    public void RefusesAnEmptyChain() => Refuses(Good with { Q = [] }, "Q");

    [Fact]
    public void RefusesAChainWhoseScaleDrifts() => Refuses(Good with { LogDefaultScale = 40 }, "Q");

    [Fact]
    public void RefusesALevelOutsideTheChain() =>
        Assert.Throws<ParameterException>(static () => CkksParameterSet.Create(Good).DefaultScale(new Level(7)));

    private static void Refuses(CkksParametersLiteral literal, string field) =>
        Assert.Equal(field, Assert.Throws<ParameterException>(() => CkksParameterSet.Create(literal)).Field);
}
