using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Tests.Bootstrapping;

public class BootstrappingSetsTests
{
    [Fact]
    public void EverySetIsWithinTheBudgetAndReadsBack()
    {
        CkksParametersLiteral[] sets = [.. BootstrappingSets.All(16)];

        Assert.NotEmpty(sets);
        Assert.All(sets, literal =>
        {
            CkksParameterSet set = CkksParameterSet.Create(literal);

            Assert.Equal(128, set.Certificate.Bits);
            Assert.InRange(set.Certificate.Log2QP, 1500, 1747);
            Assert.Equal(literal, CkksParametersLiteral.Parse(literal.ToText()));
            Assert.Contains("ephemeral     weight 32, in bootstraps, modulo 2^98 only", set.Certificate.ToString());
        });
    }

    [Theory]
    [InlineData(16, 4)]
    [InlineData(17, 12)]
    public void MoreSecurityTakesALargerWeightAndAsManyLevels(int logN, int levels)
    {
        CkksParameterSet more = CkksParameterSet.Create(BootstrappingSets.Find(logN, levels, SecurityLevel.Bits192)!);
        CkksParameterSet usual = CkksParameterSet.Create(BootstrappingSets.Find(logN, levels)!);

        Assert.Equal(192, more.Certificate.Bits);
        Assert.Equal(48, more.Bootstrapping!.EphemeralWeight);
        Assert.Equal(usual.Bootstrapping!.LevelsAboveTarget, more.Bootstrapping.LevelsAboveTarget);
        Assert.Equal(more.Literal, CkksParametersLiteral.Parse(more.Literal.ToText()));
        Assert.InRange(BootstrappingSets.PrecisionBits(logN, SecurityLevel.Bits192), 19, BootstrappingSets.PrecisionBits(logN, SecurityLevel.Bits128) - 0.1);
    }

    [Theory]
    [InlineData(3, 14)]
    [InlineData(4, 12)]
    [InlineData(5, 10)]
    public void TheSmallRingHoldsAFewLevelsAtLessPrecision(int levels, double bits)
    {
        CkksParameterSet set = CkksParameterSet.Create(BootstrappingSets.Find(15, levels)!);

        Assert.Equal(128, set.Certificate.Bits);
        Assert.Equal(2 + levels, set.TopLevel.Value);
        Assert.InRange(BootstrapPrecision.Predict(set.Bootstrapping!, 15).MeanBits, bits, bits + 2);
    }

    [Fact]
    public void NineLevelsAndMoreFit()
    {
        Assert.NotNull(BootstrappingSets.Find(16, 9));
        Assert.NotNull(BootstrappingSets.Find(16, 15));
        Assert.Null(BootstrappingSets.Find(16, 19));
        Assert.Null(BootstrappingSets.Find(15, 6));
        Assert.Null(BootstrappingSets.Find(14, 3));
    }

    [Fact]
    public void ALowerTargetLeavesPrimesOutAndKeepsTheDigits()
    {
        CkksParameterSet whole = CkksParameterSet.Create(BootstrappingSets.Find(16, 12)!);
        CkksParameterSet shorter = whole.WithTopLevel(new Level(7));
        int dropped = whole.TopLevel.Value - 7;

        Assert.Equal(new Level(7), shorter.TopLevel);
        Assert.Equal(whole.Q.Take(8).Concat(whole.Q.Skip(16)), shorter.Q);
        Assert.All(Enumerable.Range(0, shorter.Q.Count), prime =>
        {
            int original = prime <= 7 ? prime : prime + dropped;
            int[] together = [.. Enumerable.Range(0, shorter.Q.Count).Where(other =>
                whole.Digits.DigitOf(other <= 7 ? other : other + dropped) == whole.Digits.DigitOf(original))];

            Assert.Equal(together, Enumerable.Range(0, shorter.Q.Count).Where(other => shorter.Digits.DigitOf(other) == shorter.Digits.DigitOf(prime)));
        });
        Assert.Same(whole, whole.WithTopLevel(whole.TopLevel));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    public void RefusesATargetOutOfRange(int target)
    {
        CkksParameterSet whole = CkksParameterSet.Create(BootstrappingSets.Find(16, 12)!);

        Assert.Contains("bootstraps reach levels 3 to 15", Assert.Throws<ParameterException>(() => whole.WithTopLevel(new Level(target))).Message);
    }

    [Fact]
    public void ASetThatDoesNotBootstrapHasNoTarget()
    {
        CkksParameterSet plain = CkksParameterSet.Create(PrimeSelection.Select(new ChainRequest(14, 6, 45, 48, 2)));

        Assert.Equal(plain.MaxLevel, plain.TopLevel);
        Assert.Contains("does not bootstrap", Assert.Throws<ParameterException>(() => plain.WithTopLevel(new Level(3))).Message);
        Assert.Contains("choose one of BootstrappingSets", Assert.Throws<ParameterException>(() => new BootstrapPlan(plain, 5)).Message);
    }

    [Theory]
    [InlineData("stc:3,cts:4,cosine:31", "expected is name:number")]
    [InlineData("stc:3,cts:4,cosine:31,doublings:3,arcsine:3,ratio:6,scale:48,weight:x", "expected is name:number")]
    [InlineData("stc:0,cts:4,cosine:31,doublings:3,arcsine:3,ratio:6,scale:48,weight:32", "stc is 0")]
    [InlineData("stc:3,cts:6,cosine:31,doublings:3,arcsine:3,ratio:6,scale:48,weight:32", "cts is 6")]
    [InlineData("stc:3,cts:4,cosine:300,doublings:3,arcsine:3,ratio:6,scale:48,weight:32", "cosine is 300")]
    [InlineData("stc:3,cts:4,cosine:31,doublings:5,arcsine:3,ratio:6,scale:48,weight:32", "doublings is 5")]
    [InlineData("stc:3,cts:4,cosine:31,doublings:3,arcsine:4,ratio:6,scale:48,weight:32", "arcsine is 4")]
    [InlineData("stc:3,cts:4,cosine:31,doublings:3,arcsine:3,ratio:20,scale:48,weight:32", "ratio is 20")]
    [InlineData("stc:3,cts:4,cosine:31,doublings:3,arcsine:3,ratio:6,scale:20,weight:32", "scale is 20")]
    [InlineData("stc:3,cts:4,cosine:31,doublings:3,arcsine:3,ratio:6,scale:48,weight:1", "weight is 1")]
    [InlineData("stc:3,cts:4,cosine:31,doublings:3,arcsine:3,ratio:6,scale:40,weight:32", "near 2^40")]
    public void RefusesAMalformedText(string bootstrapping, string message)
    {
        string good = BootstrappingSets.Find(16, 9)!.ToText();
        string bad = good.Replace(new BootstrappingLiteral().ToText(), bootstrapping, StringComparison.Ordinal);

        Assert.Contains(message, Assert.Throws<ParameterException>(() => CkksParameterSet.Create(CkksParametersLiteral.Parse(bad))).Message);
    }

    [Fact]
    public void RefusesAChainThatBootstrappingTakesWhole()
    {
        CkksParametersLiteral literal = BootstrappingSets.Find(16, 9)!;
        ParameterException error = Assert.Throws<ParameterException>(
            () => CkksParameterSet.Create(literal with { Q = [.. literal.Q.Take(4), .. literal.Q.Skip(13)] }));

        Assert.Contains("bootstrapping takes 17", error.Message);
    }
}
