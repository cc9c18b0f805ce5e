using PowerSoftmax.Integration.Tests.Samples;
using PowerSoftmax.Integration.Tests.Support;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Serialization;
using PowerSoftmax.Samples.PrivateIntent;

namespace PowerSoftmax.Integration.Tests.PublicFace;

/// <summary>An answer under encryption at full security, through the class that the generator completed.</summary>
[Collection(nameof(PrivateIntentCollection))]
public sealed class EncryptedAnswerTests(PrivateIntent intent)
{
    [Fact]
    public void NamesTheIntent() =>
        Assert.Equal("PlayMusic", File.ReadAllLines(IntentFiles.PathOf("intent.labels.txt"))[Array.IndexOf(intent.Logits, intent.Logits.Max())]);

    [Fact]
    public void DiffersFromTheClearPolynomialsByLessThanAThousandthOfTheRange()
    {
        double[] clear = intent.ClearLogits;
        double error = intent.Logits.Zip(clear, static (encrypted, exact) => Math.Abs(encrypted - exact)).Max();

        Assert.True(error <= (clear.Max() - clear.Min()) / 1024, $"the error is {error}");
    }

    [Fact]
    public void IsGivenAt128Bits()
    {
        Assert.Equal(128, intent.Client.Circuit.Parameters.Certificate.Bits);
        Assert.True(intent.Client.Circuit.Parameters.Certificate.Log2QP <= intent.Client.Circuit.Parameters.Certificate.Budget);
    }

    [Fact]
    public void TimesEveryOperationAndNamesThePartsOfPowerSoftmax()
    {
        Assert.Equal(
            intent.Client.Circuit.Graph.Nodes.Count(static node => node.Op is not (CkksInput or CkksOutput)), intent.Answer.Latency!.Operations.Count);
        Assert.All(
            ["softmax.powers", "softmax.sum", "softmax.inverse", "inner product"],
            role => Assert.Contains(intent.Answer.Latency.Rows, row => row.Role == role && row.Group == "layer.0/attention"));
    }

    [Fact]
    public void SurvivesTheWayAsBytes()
    {
        byte[] bytes = intent.Answer.ToBytes();
        using EncryptedOutput read = EncryptedOutput.FromBytes(bytes, intent.Client.Circuit);

        Assert.Equal(intent.Logits, intent.Client.Decrypt(read));
    }

    [Fact]
    public void IsUnreadableUnderAnotherKey()
    {
        using IntentModel.Client stranger = IntentModel.CreateClient();

        string mixedUp = Assert.Throws<IdentityMismatchException>(() => stranger.Decrypt(intent.Answer)).Message;
        Assert.Contains(intent.Client.KeyId.ToString(), mixedUp);
        Assert.Contains(stranger.KeyId.ToString(), mixedUp);

        // The ciphertexts stay the answer's own.
        EncryptedOutput pretended = new(intent.Answer.Ciphertexts, stranger.Identity);
        Assert.Contains("not an answer to this question", Assert.Throws<InvalidEncryptedDataException>(() => stranger.Decrypt(pretended)).Message);
    }
}
