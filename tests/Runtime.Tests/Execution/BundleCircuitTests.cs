using PowerSoftmax.Client;
using PowerSoftmax.Contracts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Tests.Circuits;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Runtime.Tests.Execution;

/// <summary>A circuit of bundles of three ciphertexts, from its text to the decrypted answer, in an insecure ring.</summary>
public sealed class BundleCircuitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task TheAnswerIsTheClearOne(int threads)
    {
        Circuit circuit = Load();
        using CircuitClient client = new(circuit);
        using CircuitServer server = new(circuit, client.EvaluationKeys, new ServerOptions { Threads = threads });
        using EncryptedInput question = client.Encrypt(Question());

        using EncryptedOutput answer = await server.EvaluateAsync(question, null, TestContext.Current.CancellationToken);

        Assert.Equal(3, question.Ciphertexts.Count);
        Assert.Equal(3, answer.Ciphertexts.Count);
        Assert.True(InsecureClient.Bits(BundleCircuit.Answer(BundleCircuit.Question()), client.DecryptAll(answer)["y"].Values) >= 18);
    }

    [Fact]
    public async Task QuestionsAndAnswersAreTheSameFromBytes()
    {
        Circuit circuit = Load();
        using CircuitClient client = new(circuit);
        using CircuitServer server = new(circuit, client.EvaluationKeys);
        using EncryptedInput question = client.Encrypt(Question());
        using EncryptedInput read = EncryptedInput.FromBytes(question.ToBytes(), circuit);

        using EncryptedOutput answer = await server.EvaluateAsync(read, null, TestContext.Current.CancellationToken);
        using EncryptedOutput back = EncryptedOutput.FromBytes(answer.ToBytes(), circuit);

        Assert.Equal(client.DecryptAll(answer)["y"].Values, client.DecryptAll(back)["y"].Values);
    }

    [Fact]
    public void APlanCountsTheKeySwitchesOfEveryCiphertext()
    {
        Circuit circuit = Load();

        // Three rotations, one relinearization of the sum, a polynomial with its products and two rotations for each of three.
        Assert.Equal(3, circuit.KeySwitchesOf(1));
        Assert.Equal(0, circuit.KeySwitchesOf(4));
        Assert.Equal(1, circuit.KeySwitchesOf(5));
        Assert.Equal(3 * circuit.PolynomialOf(13).KeySwitches, circuit.KeySwitchesOf(13));
        Assert.Equal(6, circuit.KeySwitchesOf(14));
        Assert.Equal(circuit.Graph.Nodes.Sum(node => circuit.KeySwitchesOf(node.Id.Index)), circuit.KeyPlan.Uses.Count);
    }

    [Fact]
    public void TooFewCiphertextsAreRefused()
    {
        Circuit circuit = Load();
        using CircuitClient client = new(circuit);
        using CircuitEngine engine = new(circuit, client.EvaluationKeys, Runtime.Ring.Workers.Sequential, 0);
        using EncryptedInput question = client.Encrypt(Question());

        InvalidInputException error = Assert.Throws<InvalidInputException>(() => new CircuitSession(engine, [.. question.Ciphertexts.Take(2)]));

        Assert.Contains("takes 3 ciphertexts, 2 are given", error.Message);
    }

    [Fact]
    public void CodeThatTakesTheWrongBundleIsRefused()
    {
        Circuit circuit = Load();
        using CircuitClient client = new(circuit);
        using CircuitEngine engine = new(circuit, client.EvaluationKeys, Runtime.Ring.Workers.Sequential, 0);
        using EncryptedInput question = client.Encrypt(Question());
        using CircuitSession session = new(engine, question.Ciphertexts);
        CiphertextBundle part = session.Part(session.Input(0), 7);

        Assert.Equal(2, part.Count);
        Assert.Contains("3 ciphertexts; its operands give", Assert.Throws<InvalidCircuitException>(() => session.Rotate(part, 1)).Message);
        Assert.Contains("hands out 3 ciphertexts, the code gives it 2", Assert.Throws<InvalidCircuitException>(() => session.Output(part, 15)).Message);
        Assert.Throws<InvalidOperationException>(() => part.Single);
        Assert.Same(question.Ciphertexts[1], part[0]);

        // A part of an input is the caller's: releasing it frees nothing.
        session.Release(part);
        Assert.Equal(5, question.Ciphertexts[1].Level.Value);
    }

    [Fact]
    public void ABundleIsOfCiphertextsThatAreAlike()
    {
        using InsecureClient client = InsecureClient.Create(2);
        using Ciphertext high = client.Encrypt(new double[1024], new Ir.Parameters.Level(2));
        using Ciphertext low = client.Encrypt(new double[1024], new Ir.Parameters.Level(1));

        Assert.Contains("are alike", Assert.Throws<ArgumentException>(() => new CiphertextBundle([high, low])).Message);
        Assert.Contains("at least one", Assert.Throws<ArgumentException>(() => new CiphertextBundle([])).Message);
    }

    private static Circuit Load()
    {
        (string text, byte[] weights) = BundleCircuit.Files();
        return Circuit.Load("insecure.psir", text, weights);
    }

    private static Dictionary<string, Tensor> Question() => new()
    {
        ["x"] = new Tensor(ElementType.Float64, Shape.Of(BundleCircuit.Tokens, BundleCircuit.Features), BundleCircuit.Question()),
    };
}
