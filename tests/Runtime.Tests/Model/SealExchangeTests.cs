using PowerSoftmax.Client;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Seal;
using PowerSoftmax.Runtime.Tests.Circuits;
using PowerSoftmax.Runtime.Tests.Execution;

namespace PowerSoftmax.Runtime.Tests.Model;

/// <summary>A circuit evaluated in SEAL's bytes; the client is this library's, writing as SEAL does. Real SEAL is the client in the sample's tests.</summary>
public sealed class SealExchangeTests : IDisposable
{
    private static readonly float[] Question = [.. DiagonalMatrixTests.Slots(128).Select(static value => (float)value / 4)];

    private readonly Circuit circuit = InsecureSealCircuit.Create();
    private readonly SecretKey secret;
    private readonly CircuitClient client;
    private readonly SealExchange exchange;
    private readonly SealConverter converter;

    public SealExchangeTests()
    {
        using KeyGenerator generator = new(circuit.Parameters, Workers.Sequential);
        secret = generator.CreateSecretKey();
        client = new CircuitClient(circuit, secret);
        exchange = new SealExchange(circuit, Workers.Sequential);
        converter = new SealConverter(circuit.Parameters, Workers.Sequential);
    }

    [Fact]
    public async Task AnAnswerInTheBytesOfSealIsTheClearOne()
    {
        using EvaluationKeys keys = exchange.ReadKeys(Keys(AllSteps()));
        using CircuitServer server = new(circuit, keys);
        using EncryptedInput question = exchange.ReadInput(Ask());

        using EncryptedOutput answer = await server.EvaluateAsync(question);
        using MemoryStream written = new();
        exchange.WriteOutput(written, answer);

        written.Position = 0;
        using EncryptedOutput received = new([converter.ToEngine(SealCiphertextSerializer.Read(written, converter.Seal))], client.Identity);
        double[] expected = InsecureCircuit.Evaluate([.. Question.Select(static value => (double)value)]);
        double[] actual = client.DecryptAll(received)["y"].Values;
        Assert.Equal(written.Length, written.Position);
        Assert.True(InsecureClient.Bits(expected, actual) >= 18, $"{InsecureClient.Bits(expected, actual)} bits");
    }

    [Fact]
    public void ParametersAreThoseOfTheCircuit()
    {
        using MemoryStream stream = new();
        exchange.WriteParameters(stream);

        stream.Position = 0;
        SealParameters read = SealParametersSerializer.Read(stream);
        Assert.Equal([.. circuit.Parameters.Set.Q, .. circuit.Parameters.Set.P], read.Primes);
        Assert.Equal(circuit.Parameters.LogN, read.LogN);
    }

    [Fact]
    public void OnlyTheLevelsInUseOfTheKeysAreKept()
    {
        using EvaluationKeys keys = exchange.ReadKeys(Keys(AllSteps()));

        Assert.Equal(circuit.RequiredKeys.ByteCount(circuit.Parameters), keys.ByteCount);
    }

    [Fact]
    public void AMissingGaloisKeyIsNamedBeforeAnythingIsEvaluated() =>
        Assert.Throws<MissingEvaluationKeyException>(() => exchange.ReadKeys(Keys(AllSteps().Skip(1))));

    [Fact]
    public void BytesThatAreNotSealsAreRefused()
    {
        Assert.Throws<InvalidSealDataException>(() => exchange.ReadKeys(new MemoryStream(new byte[64])));
        Assert.Throws<InvalidSealDataException>(() => exchange.ReadInput(new MemoryStream(new byte[64])));
        Assert.Throws<InvalidSealDataException>(() => exchange.ReadInput(new MemoryStream([])));
    }

    [Fact]
    public void LimitsHoldForWhatIsRead()
    {
        SealExchange strict = new(circuit, Workers.Sequential, new SealReadLimits(1 << 10));

        Assert.Throws<InvalidSealDataException>(() => strict.ReadInput(Ask()));
    }

    [Fact]
    public void AQuestionOfTwoCiphertextsIsRefused()
    {
        using MemoryStream twice = new([.. Ask().ToArray(), .. Ask().ToArray()]);

        Assert.Contains("takes 1 ciphertexts", Assert.Throws<InvalidSealDataException>(() => exchange.ReadInput(twice)).Message);
    }

    [Fact]
    public async Task WhatTheExchangeReadCountsAsItsCircuits()
    {
        Circuit other = InsecureSealCircuit.Create(epilogue: static (builder, value) => builder.Add(new Ir.TensorDialect.Negate(value), "negated"));
        SealExchange others = new(other, Workers.Sequential);
        using EvaluationKeys keys = exchange.ReadKeys(Keys(AllSteps())), othersKeys = others.ReadKeys(Keys(AllSteps()));
        using CircuitServer server = new(circuit, keys), othersServer = new(other, othersKeys);
        using EncryptedInput question = exchange.ReadInput(Ask());
        using EncryptedOutput answer = await server.EvaluateAsync(question);

        NamesBoth(Assert.Throws<IdentityMismatchException>(() => new CircuitServer(other, keys)));
        NamesBoth(await Assert.ThrowsAsync<IdentityMismatchException>(() => othersServer.EvaluateAsync(question)));
        NamesBoth(Assert.Throws<IdentityMismatchException>(() => others.WriteOutput(Stream.Null, answer)));

        void NamesBoth(IdentityMismatchException error) =>
            Assert.All([circuit.Hash.Short, other.Hash.Short], hash => Assert.Contains(hash, error.Message));
    }

    [Fact]
    public async Task SealsQuestionsAndTheLibrarysKeysDoNotMix()
    {
        using CircuitServer server = new(circuit, client.EvaluationKeys);
        using EncryptedInput question = exchange.ReadInput(Ask());
        string message = (await Assert.ThrowsAsync<IdentityMismatchException>(() => server.EvaluateAsync(question))).Message;

        Assert.Contains("came in SEAL's bytes", message);
        Assert.Contains(client.KeyId.ToString(), message);
    }

    [Fact]
    public async Task AnInputAtAnotherScaleIsRefused()
    {
        using EvaluationKeys keys = exchange.ReadKeys(Keys(AllSteps()));
        using CircuitServer server = new(circuit, keys);
        using InsecureClient other = new(circuit.Parameters);
        using Ciphertext ciphertext = other.Encrypt(new double[circuit.Parameters.SlotCount], new Level(5));
        using MemoryStream stream = new();
        SealCiphertextSerializer.Write(stream, converter.ToSeal(ciphertext));
        stream.Position = 0;
        using EncryptedInput question = exchange.ReadInput(stream);

        await Assert.ThrowsAsync<InvalidInputException>(() => server.EvaluateAsync(question));
    }

    [Fact]
    public void ACircuitForHybridKeysHasNoExchange() =>
        Assert.Throws<ParameterException>(() => new SealExchange(InsecureCircuit.Create(), Workers.Sequential));

    public void Dispose() => client.Dispose();

    private IEnumerable<int> AllSteps() => Contracts().Keys.RotationSteps;

    private PowerSoftmax.Contracts.ClientContract Contracts() => PowerSoftmax.Contracts.ClientContract.Of(circuit);

    /// <summary>Relinearization and Galois keys as a SEAL client sends them: modulo all primes.</summary>
    private MemoryStream Keys(IEnumerable<int> steps)
    {
        Level top = circuit.Parameters.MaxLevel;
        using KeyGenerator generator = new(circuit.Parameters, Workers.Sequential);
        using EvaluationKeys keys = generator.CreateEvaluationKeys(secret, EvaluationKeyRequest.ForRotations(circuit.Parameters, steps, top, top));
        MemoryStream stream = new();
        SealRelinearizationKeysSerializer.Write(stream, converter.ToSealRelinearizationKeys(keys)!);
        SealGaloisKeysSerializer.Write(stream, converter.ToSealGaloisKeys(keys));
        stream.Position = 0;
        return stream;
    }

    private MemoryStream Ask()
    {
        Dictionary<string, Ir.Tensors.Tensor> tensors = new()
        {
            ["x"] = Ir.Tensors.Tensor.Float(Ir.Types.Shape.Of(8, 16), [.. Question.Select(static value => (double)value)]),
        };
        using EncryptedInput question = client.Encrypt(tensors);
        MemoryStream stream = new();
        SealCiphertextSerializer.Write(stream, converter.ToSeal(question.Ciphertexts[0]));
        stream.Position = 0;
        return stream;
    }
}
