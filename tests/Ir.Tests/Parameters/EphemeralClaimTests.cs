using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Tests.Parameters;

/// <summary>No parameters exist whose ephemeral secret is worth less than they claim, whoever wrote them.</summary>
public class EphemeralClaimTests
{
    /// <summary>The smallest chain that bootstraps, in a ring too small for any useful one.</summary>
    private static readonly BootstrappingLiteral Shortest = new()
    {
        SlotsToCoefficientsLevels = 1, CoefficientsToSlotsLevels = 1, CosineDegree = 7, DoubleAngles = 0, ArcsineDegree = 1, LogScale = 30,
    };

    private static string Text16 => BootstrappingSets.Find(16, 9)!.ToText();

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    public void AWeakWeightOfATextIsRefused(int weight)
    {
        int least = EphemeralTable.LeastWeight(16, 98, SecurityLevel.Bits128)!.Value;
        ParameterException error = Refused(Text16.Replace("weight:32", $"weight:{weight}", StringComparison.Ordinal));

        Assert.Equal("weight", error.Field);
        Assert.Equal($"{weight}", error.Value);
        Assert.Contains($"is worth 56 bits and 128 are claimed: a weight of at least {least} is needed", error.Message);
        Assert.Contains("at N = 2^16 modulo 2^98.0", error.Message);
    }

    [Fact]
    public void AWeakWeightOfALiteralIsRefusedInASmallRing()
    {
        CkksParametersLiteral weak = Small(8, SecurityLevel.Bits128);

        ParameterException error = Assert.Throws<ParameterException>(() => CkksParameterSet.Create(weak));

        Assert.Equal("weight", error.Field);
        Assert.Contains("at N = 2^14 modulo 2^98.0", error.Message);
        Assert.Contains("and 128 are claimed", error.Message);
    }

    [Fact]
    public void A192BitClaimRefusesTheWeightOf128()
    {
        CkksParametersLiteral set = BootstrappingSets.Find(16, 4, SecurityLevel.Bits192)!;
        ParameterException error = Refused(set.ToText().Replace("weight:48", "weight:32", StringComparison.Ordinal));

        Assert.Contains("is worth 153 bits and 192 are claimed: a weight of at least 48 is needed", error.Message);
    }

    [Fact]
    public void TheCertificateStatesBothPartsAndTheSmallerCounts()
    {
        SecurityCertificate usual = CkksParameterSet.Create(CkksParametersLiteral.Parse(Text16)).Certificate;
        SecurityCertificate more = CkksParameterSet.Create(BootstrappingSets.Find(16, 4, SecurityLevel.Bits192)!).Certificate;

        Assert.Equal((128, 128, 153), (usual.Bits, usual.DenseBits, usual.EphemeralBits));
        Assert.Equal((192, 192, 204), (more.Bits, more.DenseBits, more.EphemeralBits));
        Assert.Contains("128 bits (classical), the smaller of both secrets'", usual.ToString());
        Assert.Contains("expected weight 43690: 128 bits", usual.ToString());
        Assert.Contains("weight 32, in bootstraps, modulo 2^98 only: 153 bits", usual.ToString());
        Assert.Contains("weight 48, in bootstraps, modulo 2^98 only: 204 bits", more.ToString());
        Assert.Contains("lattice estimator, MATZOV and BDGL16", usual.ToString());
    }

    [Fact]
    public void TheInsecureKindMayHaveAnyWeightAndClaimsNothing()
    {
        SecurityCertificate certificate = CkksParameterSet.Create(Small(8, SecurityLevel.InsecureTest)).Certificate;

        Assert.Equal((0, 0, 0), (certificate.Bits, certificate.DenseBits, certificate.EphemeralBits));
        Assert.Contains("INSECURE", certificate.ToString());
        Assert.Contains("weight 8, in bootstraps", certificate.ToString());
        Assert.DoesNotContain(" bits", certificate.ToString());
    }

    [Fact]
    public void WithoutBootstrapsThereIsOnePart()
    {
        SecurityCertificate certificate = CkksParameterSet.Create(PrimeSelection.Select(new ChainRequest(14, 6, 45, 48, 2))).Certificate;

        Assert.Null(certificate.Ephemeral);
        Assert.Null(certificate.EphemeralBits);
        Assert.DoesNotContain("ephemeral", certificate.ToString());
    }

    private static CkksParametersLiteral Small(int weight, SecurityLevel security) => PrimeSelection.Select(new ChainRequest(
        14, 2, 30, 49, 1, security, Shortest with { EphemeralWeight = weight }));

    private static ParameterException Refused(string text) =>
        Assert.Throws<ParameterException>(() => CkksParameterSet.Create(CkksParametersLiteral.Parse(text)));
}
