using PowerSoftmax.Integration.Tests.Support;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Rlwe.Serialization;
using PowerSoftmax.Samples.PrivateIntent;

namespace PowerSoftmax.Integration.Tests.PublicFace;

/// <summary>What a user can get wrong between client and server, and what is said then.</summary>
[Collection(nameof(PrivateIntentCollection))]
public sealed class WrongInputTests(PrivateIntent intent)
{
    private Circuit Circuit => intent.Client.Circuit;

    [Theory]
    [InlineData(31, "Pad the input")]
    [InlineData(33, "Shorten the input")]
    public void AnotherNumberOfTokensIsRefused(int count, string advice)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => intent.Client.Encrypt(new long[count]));

        Assert.Contains($"{count} are given", error.Message);
        Assert.Contains("32 values", error.Message);
        Assert.Contains(advice, error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public void TruncatedQuestionIsRefused(int kept)
    {
        byte[] bytes = intent.Question.ToBytes();

        InvalidEncryptedDataException error = Assert.Throws<InvalidEncryptedDataException>(
            () => EncryptedInput.FromBytes(bytes[..kept], Circuit));
        Assert.Contains("truncated", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void QuestionForOtherParametersIsRefused()
    {
        CkksParameters other = CkksParameters.Create(
            PrimeSelection.Select(new ChainRequest(11, 2, 40, 48, 1, SecurityLevel.InsecureTest)));
        using KeyGenerator generator = new(other, Workers.Sequential);
        using SecretKey secret = generator.CreateSecretKey();
        using Plaintext plaintext = new Encoder(other, Workers.Sequential).Encode([1.0], other.MaxLevel, other.DefaultScale(other.MaxLevel));
        Ciphertext stranger = new SymmetricEncryptor(other, secret, Workers.Sequential).Encrypt(plaintext);
        using EncryptedInput question = new([stranger], intent.Client.Identity);
        byte[] bytes = question.ToBytes();

        InvalidEncryptedDataException error = Assert.Throws<InvalidEncryptedDataException>(
            () => EncryptedInput.FromBytes(bytes, Circuit));
        Assert.Contains("parameters", error.Message);
    }

    [Fact]
    public async Task QuestionAtAnotherLevelIsRefused()
    {
        using EncryptedInput lower = AtLowerLevel(intent.Question);

        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => intent.Server.EvaluateAsync(lower));
        Assert.Contains("level", error.Message);
        Assert.Contains($"{lower.Ciphertexts[0].Level.Value}", error.Message);
    }

    [Fact]
    public void MissingRotationKeyIsNamedBeforeAnythingIsEvaluated()
    {
        EvaluationKeys all = intent.Client.EvaluationKeys;
        EvaluationKeys fewer = new(Circuit.Parameters, all.Galois.Skip(1).Append(all.Relinearization!));

        MissingEvaluationKeyException error = Assert.Throws<MissingEvaluationKeyException>(() => IntentModel.CreateServer(fewer));
        Assert.Contains("rotation", error.Message);
        Assert.Contains("level", error.Message);
    }

    [Fact]
    public void MissingRelinearizationKeyIsNamed()
    {
        EvaluationKeys fewer = new(Circuit.Parameters, intent.Client.EvaluationKeys.Galois);

        MissingEvaluationKeyException error = Assert.Throws<MissingEvaluationKeyException>(() => IntentModel.CreateServer(fewer));
        Assert.Contains("relinearization", error.Message);
    }

    [Fact]
    public async Task EvaluationCanBeCanceled()
    {
        using CancellationTokenSource source = new();
        Progress progress = new(source);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => intent.Server.EvaluateAsync(intent.Question, progress, source.Token));
        Assert.True(progress.Steps < Circuit.Graph.Nodes.Count);
    }

    private EncryptedInput AtLowerLevel(EncryptedInput question)
    {
        Evaluator evaluator = new(Circuit.Parameters, intent.Client.EvaluationKeys, Workers.Sequential);
        return new EncryptedInput(
            [.. question.Ciphertexts.Select((ciphertext, index) =>
                index == 0 ? evaluator.DropLevel(ciphertext, ciphertext.Level - 1) : evaluator.Copy(ciphertext))],
            question.Identity);
    }

    /// <summary>Cancels at the first operation.</summary>
    private sealed class Progress(CancellationTokenSource source) : IProgress<CircuitProgress>
    {
        public int Steps { get; private set; }

        public void Report(CircuitProgress value)
        {
            Steps++;
            source.Cancel();
        }
    }
}
