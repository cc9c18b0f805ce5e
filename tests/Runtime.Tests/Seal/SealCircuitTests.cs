using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Seal;
using PowerSoftmax.Runtime.Tests.Circuits;
using PowerSoftmax.Runtime.Tests.Execution;

namespace PowerSoftmax.Runtime.Tests.Seal;

/// <summary>A compiled circuit with one special prime runs on keys and inputs that came as SEAL bytes.</summary>
public sealed class SealCircuitTests : IDisposable
{
    private static readonly double[] Message = [.. DiagonalMatrixTests.Slots(128).Select(static value => value / 4)];

    private readonly Circuit circuit = InsecureCircuit.Create(specialPrimes: 1);
    private readonly InsecureClient client;
    private readonly SealConverter converter;

    public SealCircuitTests()
    {
        client = new InsecureClient(circuit.Parameters);
        converter = new SealConverter(circuit.Parameters, Workers.Sequential);
    }

    public void Dispose() => client.Dispose();

    [Fact]
    public void AgreesWithTheClear()
    {
        using EvaluationKeys keys = ThroughSeal();
        using CircuitEngine engine = new(circuit, keys, Workers.Sequential, 0);
        double[] slots = [.. Enumerable.Range(0, circuit.Parameters.SlotCount).Select(static i => Message[i % Message.Length])];
        using Ciphertext fresh = client.Encrypt(slots, new Level(6));
        using Ciphertext input = ThroughSeal(fresh);
        using CircuitSession session = new(engine, [input]);

        CircuitRunner.Run(session);

        using Ciphertext output = ThroughSeal(session.Outputs[0]!);
        session.Outputs[0]!.Dispose();
        double bits = InsecureClient.Bits(InsecureCircuit.Evaluate(Message), client.Decrypt(output)[..128]);
        Assert.True(bits >= 18, $"{bits:0.0} bits");
    }

    [Fact]
    public void OnlyTheCircuitsKeysAreHeldAtTheirLevels()
    {
        using EvaluationKeys keys = ThroughSeal();

        Assert.Equal(circuit.RequiredKeys.ByteCount(circuit.Parameters), keys.ByteCount);
    }

    // SEAL's keys have all primes, so they are made for the highest level and cut down when they are read.
    private EvaluationKeys ThroughSeal()
    {
        EvaluationKeyRequest request = circuit.RequiredKeys;
        Level top = circuit.Parameters.MaxLevel;
        using EvaluationKeys keys = client.Keys(new EvaluationKeyRequest(top, request.Galois.Select(key => key with { MaxLevel = top })));
        using MemoryStream stream = new();
        SealRelinearizationKeysSerializer.Write(stream, converter.ToSealRelinearizationKeys(keys)!);
        SealGaloisKeysSerializer.Write(stream, converter.ToSealGaloisKeys(keys));
        stream.Position = 0;

        return converter.ToEngine(
            SealRelinearizationKeysSerializer.Read(stream, converter.Seal), SealGaloisKeysSerializer.Read(stream, converter.Seal), request);
    }

    private Ciphertext ThroughSeal(Ciphertext ciphertext)
    {
        using MemoryStream stream = new();
        SealCiphertextSerializer.Write(stream, converter.ToSeal(ciphertext), new SealWriteOptions(SealCompression.Zstandard));
        stream.Position = 0;

        return converter.ToEngine(SealCiphertextSerializer.Read(stream, converter.Seal));
    }
}
