using PowerSoftmax.Client;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Tests.Circuits;
using PowerSoftmax.Runtime.Tests.Execution;

namespace PowerSoftmax.Runtime.Tests.Model;

public sealed class ClientServerTests
{
    private static readonly float[] Question = [.. DiagonalMatrixTests.Slots(128).Select(static value => (float)value / 8)];

    [Fact]
    public async Task AnEncryptedAnswerIsTheClearOne()
    {
        Circuit circuit = InsecureCircuit.Create();
        using CircuitClient client = new(circuit);
        using CircuitServer server = new(circuit, client.EvaluationKeys, new ServerOptions { Threads = 2 });
        using EncryptedInput question = client.Encrypt(Question);

        using EncryptedOutput answer = await server.EvaluateAsync(question);

        float[] logits = client.Decrypt(answer);
        double[] expected = [.. InsecureCircuit.Evaluate([.. Question.Select(static value => 2.0 * value)]).Select(static value => -value)];
        Assert.True(InsecureClient.Bits(expected, [.. logits.Select(static value => (double)value)]) >= 18);
        Assert.Equal(11, answer.Latency!.Operations.Count);
    }

    [Fact]
    public async Task EmittedCodeGivesWhatTheRunnerGives()
    {
        Circuit circuit = InsecureCircuit.Create();
        using CircuitClient client = new(circuit);
        using EmittedServer server = new(circuit, client.EvaluationKeys);
        using EncryptedInput question = client.Encrypt(Question);

        using EncryptedOutput answer = await server.EvaluateAsync(question);

        double[] expected = [.. InsecureCircuit.Evaluate([.. Question.Select(static value => 2.0 * value)]).Select(static value => -value)];
        Assert.True(InsecureClient.Bits(expected, [.. client.Decrypt(answer).Select(static value => (double)value)]) >= 18);
    }

    [Fact]
    public async Task OneServerAnswersSeveralQuestionsAtOnce()
    {
        Circuit circuit = InsecureCircuit.Create();
        using CircuitClient client = new(circuit);
        using CircuitServer server = new(circuit, client.EvaluationKeys, new ServerOptions { Threads = 2 });
        using EncryptedInput first = client.Encrypt(Question);
        using EncryptedInput second = client.Encrypt([.. Question.Select(static value => -value)]);

        EncryptedOutput[] answers = await Task.WhenAll(server.EvaluateAsync(first), server.EvaluateAsync(second), server.EvaluateAsync(first));

        Assert.Equal(client.Decrypt(answers[0]), client.Decrypt(answers[2]));
        Assert.NotEqual(client.Decrypt(answers[0]), client.Decrypt(answers[1]));
        Assert.All(answers, static answer => answer.Dispose());
    }

    [Fact]
    public async Task ACanceledEvaluationThrows()
    {
        Circuit circuit = InsecureCircuit.Create();
        using CircuitClient client = new(circuit);
        using CircuitServer server = new(circuit, client.EvaluationKeys);
        using EncryptedInput question = client.Encrypt(Question);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => server.EvaluateAsync(question, null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task CodeThatForgetsAnOutputIsRefused()
    {
        Circuit circuit = InsecureCircuit.Create();
        using CircuitClient client = new(circuit);
        using ForgetfulServer server = new(circuit, client.EvaluationKeys);
        using EncryptedInput question = client.Encrypt(Question);

        InvalidCircuitException error = await Assert.ThrowsAsync<InvalidCircuitException>(() => server.EvaluateAsync(question));
        Assert.Contains("the code ended without handing out every output", error.Message);
    }

    [Fact]
    public void AnInputOfTheWrongLengthIsExplained()
    {
        using CircuitClient client = new(InsecureCircuit.Create());

        Assert.Contains("has 128 values (shape 8x16), 129 are given. Shorten", Assert.Throws<ArgumentException>(() => client.Encrypt(new int[129])).Message);
        Assert.Contains("127 are given. Pad", Assert.Throws<ArgumentException>(() => client.Encrypt(new long[127])).Message);
    }

    [Fact]
    public void AMissingInputIsNamed()
    {
        using CircuitClient client = new(InsecureCircuit.Create());

        ArgumentException error = Assert.Throws<ArgumentException>(
            () => client.Encrypt(new Dictionary<string, Tensor> { ["tokens"] = Tensor.Float(Shape.Of(8, 16), new double[128]) }));

        Assert.Contains("'ids'", error.Message);
    }

    [Fact]
    public void KeysForOtherParametersAreRefused()
    {
        using InsecureClient other = InsecureClient.Create(2);
        using EvaluationKeys keys = EvaluationKeys.None(other.Parameters);

        Assert.Throws<ParameterMismatchException>(() => new CircuitServer(InsecureCircuit.Create(), keys));
    }

    private sealed class EmittedServer(Circuit circuit, EvaluationKeys keys) : ModelServer(circuit, keys)
    {
        protected override void Run(CircuitSession session)
        {
            CiphertextBundle x = session.Input(0);
            CiphertextBundle product = session.LinearMap(x, 1);
            CiphertextBundle hidden = session.AddPlain(product, 2);
            session.Release(product);
            CiphertextBundle square = session.Rescale(session.Relinearize(session.Multiply(hidden, hidden, 3), 4), 5);
            CiphertextBundle small = session.Rescale(session.MultiplyScalar(square, 6), 7);
            CiphertextBundle inverse = session.Polynomial(session.SumSlots(small, 8), 9);
            session.Output(session.Add(session.MatchLevel(hidden, 10), inverse, 11), 12);
        }
    }

    private sealed class ForgetfulServer(Circuit circuit, EvaluationKeys keys) : ModelServer(circuit, keys)
    {
        protected override void Run(CircuitSession session) => session.LinearMap(session.Input(0), 1);
    }
}
