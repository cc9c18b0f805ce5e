using PowerSoftmax.Client;
using PowerSoftmax.Contracts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Tests.Circuits;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Runtime.Tests.Execution;

/// <summary>A circuit of linear maps between bundles, from its text to the decrypted answer, in an insecure ring.</summary>
public sealed class LinearMapCircuitTests
{
    private readonly string text;
    private readonly byte[] weights;

    public LinearMapCircuitTests() => (text, weights) = LinearMapCircuit.Files();

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

        Assert.Equal((3, 4), (question.Ciphertexts.Count, answer.Ciphertexts.Count));
        Assert.True(InsecureClient.Bits(LinearMapCircuit.Answer(LinearMapCircuit.Question()), client.DecryptAll(answer)["y"].Values) >= 18);
    }

    /// <summary>Babies are divided by P where the op says so; the answer and the keys are the same.</summary>
    [Fact]
    public async Task TheOpSaysWhetherBabiesAreDivided()
    {
        Circuit circuit = Circuit.Load("insecure.psir", text.Replace("step = 4", "step = 4, babies = \"divided\"", StringComparison.Ordinal), weights);
        using CircuitClient client = new(circuit);
        using CircuitServer server = new(circuit, client.EvaluationKeys, new ServerOptions { Threads = 1 });
        using EncryptedInput question = client.Encrypt(Question());

        using EncryptedOutput answer = await server.EvaluateAsync(question, null, TestContext.Current.CancellationToken);

        Assert.Equal([BabyForm.Divided, BabyForm.Extended], [circuit.MatrixOf(1).Plan.Form, circuit.MatrixOf(2).Plan.Form]);
        Assert.Equal(Load().KeyPlan.Uses, circuit.KeyPlan.Uses);
        Assert.True(InsecureClient.Bits(LinearMapCircuit.Answer(LinearMapCircuit.Question()), client.DecryptAll(answer)["y"].Values) >= 18);
    }

    /// <summary>Three operands are two pairs, two results are one: the answer is the same, and the key for conjugation is asked for.</summary>
    [Theory]
    [InlineData("operands", ComplexPacking.Operands, 2)]
    [InlineData("results", ComplexPacking.Results, 1)]
    public async Task TheOpSaysWhichCiphertextsGoInPairs(string pairs, ComplexPacking packing, int conjugations)
    {
        Circuit circuit = Paired(pairs);
        using CircuitClient client = new(circuit);
        using CircuitServer server = new(circuit, client.EvaluationKeys, new ServerOptions { Threads = 2 });
        using EncryptedInput question = client.Encrypt(Question());

        using EncryptedOutput answer = await server.EvaluateAsync(question, null, TestContext.Current.CancellationToken);

        Assert.Equal([packing, ComplexPacking.None], [circuit.MatrixOf(1).Plan.Packing, circuit.MatrixOf(2).Plan.Packing]);
        Assert.Equal(conjugations, circuit.MatrixOf(1).Plan.Conjugations);
        Assert.Equal(Load().RequiredKeys.Galois.Count + 1, circuit.RequiredKeys.Galois.Count);
        Assert.True(InsecureClient.Bits(LinearMapCircuit.Answer(LinearMapCircuit.Question()), client.DecryptAll(answer)["y"].Values) >= 18);
    }

    /// <summary>A plan of keys is kept to: a server that has room for one key drops the others in this order.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("operands")]
    [InlineData("results")]
    public void KeysAreUsedInTheOrderOfThePlan(string? pairs)
    {
        Circuit circuit = pairs is null ? Load() : Paired(pairs);
        using InsecureClient client = new(circuit.Parameters);
        using EvaluationKeys keys = client.Keys(circuit.RequiredKeys);
        WatchedKeys watched = new(keys, lendsManyAtOnce: false);
        using CircuitEngine engine = new(circuit, watched, Workers.Sequential, 0);
        Ciphertext[] inputs = [.. Enumerable.Range(0, 3).Select(_ => client.Encrypt(DiagonalMatrixTests.Slots(1024), new Ir.Parameters.Level(3)))];
        using CircuitSession session = new(engine, inputs);

        CircuitRunner.Run(session);

        Assert.Equal(watched.Lent, circuit.KeyPlan.Uses.Select(static use => use.Purpose));
        Assert.Equal(circuit.RequiredKeys.All.Select(static need => need.Purpose).Order(), circuit.KeyPlan.Purposes.Order());
        Array.ForEach([.. inputs, .. session.Outputs], static ciphertext => ciphertext!.Dispose());
    }

    /// <summary>Babies of each operand and giants of each result, not the sum of both for each result.</summary>
    [Fact]
    public void APlanCountsTheKeySwitchesOfEveryCiphertext()
    {
        Circuit circuit = Load();

        // Rotations by -4 to 3 of three ciphertexts in steps of 4: babies 1, 2, 3 of each, and -4 of two results.
        Assert.Equal((3 * 3) + 2, circuit.KeySwitchesOf(1));

        // By 0 to 4 of two ciphertexts in steps of 2: baby 1 of each; giants 2 and 4 of their sum.
        Assert.Equal(2 + 2, circuit.KeySwitchesOf(2));
        Assert.Equal(0, circuit.KeySwitchesOf(3));
        Assert.All(circuit.Graph.Nodes, node => Assert.Equal(
            circuit.KeySwitchesOf(node.Id.Index), circuit.KeyPlan.Uses.Count(use => use.Step == node.Id.Index)));
    }

    [Fact]
    public void CodeThatTakesTheWrongBundleIsRefused()
    {
        Circuit circuit = Load();
        using CircuitClient client = new(circuit);
        using CircuitEngine engine = new(circuit, client.EvaluationKeys, Workers.Sequential, 0);
        using EncryptedInput question = client.Encrypt(Question());
        using CircuitSession session = new(engine, question.Ciphertexts);
        CiphertextBundle two = new([.. question.Ciphertexts.Take(2)]);

        Assert.Contains("step 1 maps 3 ciphertexts, the code gives it 2", Assert.Throws<InvalidCircuitException>(() => session.LinearMap(two, 1)).Message);
        Assert.Contains("the code calls CkksRescale", Assert.Throws<InvalidCircuitException>(() => session.Rescale(two, 1)).Message);
    }

    [Theory]
    [InlineData("weight 'W' has shape", "f:12 | 3 ciphertexts | f*4:3", "f:9/12z | 3 ciphertexts | f*4:3")]
    [InlineData("weight 'V' has shape 1x4, the layouts ask for 12x10", "weight = \"W\"", "weight = \"V\"")]
    [InlineData("no weight is named 'U'", "weight = \"V\"", "weight = \"U\"")]
    [InlineData("step must be a power of two", "step = 4", "step = 3")]
    [InlineData("complex pairs are made of 'rows'", "step = 4", "step = 4, complex = \"rows\"")]
    [InlineData("baby rotations are 'whole'", "step = 4", "step = 4, babies = \"whole\"")]
    [InlineData("ciphertext 1 of a linear map's result 't:128 g:5/10z", "g:10 |", "g:5/10z |")]
    [InlineData("comes from nowhere", "produced = \"k\"", "produced = \"\"")]
    public void DamageIsNamed(string expected, string original, string replacement)
    {
        Assert.Contains(original, text);

        InvalidCircuitException error = Assert.Throws<InvalidCircuitException>(
            () => Circuit.Load("insecure.psir", text.Replace(original, replacement, StringComparison.Ordinal), weights));

        Assert.Contains(expected, error.Message);
    }

    private Circuit Load() => Circuit.Load("insecure.psir", text, weights);

    private Circuit Paired(string pairs) =>
        Circuit.Load("insecure.psir", text.Replace("step = 4", $"step = 4, complex = \"{pairs}\"", StringComparison.Ordinal), weights);

    private static Dictionary<string, Tensor> Question() => new()
    {
        ["x"] = new Tensor(ElementType.Float64, Shape.Of(LinearMapCircuit.Tokens, LinearMapCircuit.Features), LinearMapCircuit.Question()),
    };
}
