using PowerSoftmax.Client;
using PowerSoftmax.Contracts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Tests.Circuits;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Runtime.Tests.Execution;

/// <summary>A circuit whose ciphertexts go in pairs, from its text to the decrypted answer, in an insecure ring.</summary>
public sealed class PairCircuitTests
{
    private readonly string text;
    private readonly byte[] weights;

    public PairCircuitTests() => (text, weights) = PairCircuit.Files();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task TheAnswerIsTheClearOne(int threads)
    {
        Circuit circuit = Circuit.Load("insecure.psir", text, weights);
        using CircuitClient client = new(circuit);
        using CircuitServer server = new(circuit, client.EvaluationKeys, new ServerOptions { Threads = threads });
        using EncryptedInput question = client.Encrypt(PairCircuit.Question());

        using EncryptedOutput answer = await server.EvaluateAsync(question, null, TestContext.Current.CancellationToken);
        IReadOnlyDictionary<string, Tensor> decrypted = client.DecryptAll(answer);

        Assert.All(PairCircuit.Answer(), output => Assert.True(InsecureClient.Bits(output.Value, decrypted[output.Key].Values) >= 18));
    }

    /// <summary>Conjugations included: one of the sums of a, one of b's real part, none of the map whose results stay in pairs.</summary>
    [Fact]
    public void KeysAreUsedInTheOrderOfThePlan()
    {
        Circuit circuit = Circuit.Load("insecure.psir", text, weights);
        using InsecureClient client = new(circuit.Parameters);
        using EvaluationKeys keys = client.Keys(circuit.RequiredKeys);
        WatchedKeys watched = new(keys, lendsManyAtOnce: false);
        using CircuitEngine engine = new(circuit, watched, Workers.Sequential, 0);
        Ciphertext[] inputs = [.. Enumerable.Range(0, 4).Select(_ => client.Encrypt(DiagonalMatrixTests.Slots(1024), new Ir.Parameters.Level(3)))];
        using CircuitSession session = new(engine, inputs);

        CircuitRunner.Run(session);

        Assert.Equal(watched.Lent, circuit.KeyPlan.Uses.Select(static use => use.Purpose));
        Assert.Equal(3, watched.Lent.Count(purpose => purpose.Element == GaloisElement.ForConjugation(circuit.Parameters.LogN)));
        Assert.Equal(circuit.KeyPlan.Uses.Count, circuit.Graph.Nodes.Sum(node => circuit.KeySwitchesOf(node.Id.Index)));
        Array.ForEach([.. inputs, .. session.Outputs], static ciphertext => ciphertext!.Dispose());
    }

    [Theory]
    [InlineData("'halves' is no form of slots; there are real, pairs, conjugates, sums", "form = \"pairs\"", "form = \"halves\"")]
    [InlineData("joined to sums, which are no pairs", "form = \"pairs\"", "form = \"sums\"")]
    [InlineData("the result is 'sums'; it is \"pairs\"", "result = \"pairs\"", "result = \"sums\"")]
    [InlineData("so complex must be \"results\"", "complex = \"results\", result", "complex = \"operands\", result")]
    [InlineData("operands come in pairs", "complex = \"operands\", scale", "scale")]
    [InlineData("neither a count nor a form of slots", ", pairs>", ", halves>")]
    public void DamageIsNamed(string expected, string original, string replacement)
    {
        Assert.Contains(original, text);

        InvalidCircuitException error = Assert.Throws<InvalidCircuitException>(
            () => Circuit.Load("insecure.psir", text.Replace(original, replacement, StringComparison.Ordinal), weights));

        Assert.Contains(expected, error.Message);
    }
}
