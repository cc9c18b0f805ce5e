using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Circuits.Bootstrapping;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Tests.Ckks;

namespace PowerSoftmax.Runtime.Tests.Circuits.Bootstrapping;

/// <summary>Bootstraps under the ephemeral weight of a claim, and what the server holds under that secret.</summary>
public class EphemeralWeightTests
{
    private const int LogN = 10;

    private const int LogSlots = 9;

    [Theory]
    [InlineData(SecurityLevel.Bits128)]
    [InlineData(SecurityLevel.Bits192)]
    public void TheSineOfAClaimIsAsPreciseAsPredicted(SecurityLevel claim)
    {
        CkksParameters insecure = Insecure(claim);
        BootstrapPrecision predicted = BootstrapPrecision.Predict(insecure.Set.Bootstrapping!, LogN);
        using CkksKit kit = new(insecure, Bootstrapper.RequiredKeys(new BootstrapPlan(insecure.Set, LogSlots)));
        using Bootstrapper bootstrapper = new(kit.Evaluator, LogSlots);

        for (int i = 0; i < 8; i++)
        {
            double[] message = kit.Message(i);
            using Ciphertext input = kit.Encrypt(message, new Level(3));
            using Ciphertext output = bootstrapper.Bootstrap(input, new Level(9), 1, TestContext.Current.CancellationToken);

            Assert.InRange(InsecureClient.Bits(message, kit.Decrypt(output)), predicted.MinBits - 1, predicted.MinBits + 8);
        }
    }

    [Fact]
    public void OneSampleModuloWhatTheCertificateSaysIsAllThatIsEncryptedUnderIt()
    {
        CkksParameters insecure = Insecure(SecurityLevel.Bits128);
        EvaluationKeyRequest request = Bootstrapper.RequiredKeys(new BootstrapPlan(insecure.Set, LogSlots));
        EvaluationKeyNeed need = Assert.Single(request.All, static need => need.Purpose == KeyPurpose.ToEphemeral);
        EvaluationKeyShape shape = EvaluationKeyShape.Of(insecure, need.Purpose, need.MaxLevel);

        Assert.Equal(1, shape.Digits);
        Assert.Equal([0, insecure.Set.Q.Count], shape.Primes);
        Assert.Equal(insecure.Certificate.Ephemeral!.Log2Modulus, SecurityTable.Log2([insecure.Set.Q[0], insecure.Set.P[0]]));
    }

    private static CkksParameters Insecure(SecurityLevel claim) =>
        CkksParameters.Create(BootstrappingSets.Find(LogN, 6, SecurityLevel.InsecureTest, BootstrappingLiteral.For(claim))!);
}
