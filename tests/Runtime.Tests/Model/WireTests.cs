using PowerSoftmax.Client;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Rlwe.Serialization;
using PowerSoftmax.Runtime.Tests.Circuits;
using PowerSoftmax.Runtime.Tests.Execution;

namespace PowerSoftmax.Runtime.Tests.Model;

public sealed class WireTests : IDisposable
{
    private readonly Circuit circuit = InsecureCircuit.Create();
    private readonly CircuitClient client;
    private readonly byte[] question;

    public WireTests()
    {
        client = new CircuitClient(circuit);
        using EncryptedInput input = client.Encrypt(DiagonalMatrixTests.Slots(128).Select(static value => (float)value / 8).ToArray());
        question = input.ToBytes();
    }

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task QuestionAndAnswerTravelAsBytes()
    {
        using CircuitServer server = new(circuit, client.EvaluationKeys, new ServerOptions { Threads = 1 });
        using EncryptedInput received = EncryptedInput.FromBytes(question, circuit);
        using EncryptedOutput answer = await server.EvaluateAsync(received);

        using EncryptedOutput read = EncryptedOutput.FromBytes(answer.ToBytes(), circuit);

        Assert.Equal(client.Decrypt(answer), client.Decrypt(read));
        Assert.Null(read.Latency);
    }

    [Fact]
    public void AFreshQuestionTakesHalfTheBytes()
    {
        using EncryptedInput received = EncryptedInput.FromBytes(question, circuit);

        Assert.True(question.Length < 0.55 * received.ToBytes().Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(47)]
    [InlineData(60)]
    [InlineData(5000)]
    public void ATruncatedQuestionIsRefused(int length) =>
        Assert.Throws<InvalidEncryptedDataException>(() => EncryptedInput.FromBytes(question[..length], circuit));

    [Fact]
    public void AQuestionThatIsTooLongIsRefused() => Assert.Contains("1 bytes follow", Assert.Throws<InvalidEncryptedDataException>(
        () => EncryptedInput.FromBytes([.. question, 0], circuit)).Message);

    [Fact]
    public void AQuestionForOtherParametersIsRefused()
    {
        question[10] ^= 1;

        Assert.Contains("other parameters", Assert.Throws<InvalidEncryptedDataException>(() => EncryptedInput.FromBytes(question, circuit)).Message);
    }
}
