using PowerSoftmax.Client;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Ckks.Serialization;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Circuits.Bootstrapping;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Sampling;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Rlwe.Serialization;
using PowerSoftmax.Runtime.Tests.Ckks;
using PowerSoftmax.Runtime.Tests.Execution;
using PowerSoftmax.Runtime.Tests.Keys;

namespace PowerSoftmax.Runtime.Tests.Model;

/// <summary>Whatever was disposed says so by name, and may be disposed again.</summary>
public sealed class UseAfterDisposeTests : IDisposable
{
    private static readonly float[] Question = [.. Enumerable.Range(0, 128).Select(static i => (i % 7) / 20f)];

    private readonly Circuit circuit = InsecureCircuit.Create();
    private readonly CircuitClient client;
    private readonly CkksKit kit = CkksKit.WithKeys(InsecureParameters.LogN11, 1);

    public UseAfterDisposeTests() => client = new CircuitClient(circuit);

    public void Dispose()
    {
        client.Dispose();
        kit.Dispose();
    }

    [Fact]
    public async Task AServer()
    {
        using EncryptedInput question = client.Encrypt(Question);
        CircuitServer server = Disposed(new CircuitServer(circuit, client.EvaluationKeys));

        Assert.EndsWith("CircuitServer", (await Assert.ThrowsAsync<ObjectDisposedException>(() => server.EvaluateAsync(question))).ObjectName);
    }

    [Fact]
    public async Task AQuestionAndAnAnswer()
    {
        using CircuitServer server = new(circuit, client.EvaluationKeys);
        EncryptedInput question = client.Encrypt(Question);
        EncryptedOutput answer = Disposed(await server.EvaluateAsync(question));
        Disposed(question);

        Assert.Equal("EncryptedInput", (await Assert.ThrowsAsync<ObjectDisposedException>(() => server.EvaluateAsync(question))).ObjectName);
        Refused("EncryptedInput", () => question.ToBytes());
        Refused("EncryptedInput", () => question.Ciphertexts);
        Refused("EncryptedOutput", () => client.Decrypt(answer));
        Refused("EncryptedOutput", () => client.DecryptShared(answer, new SharedPrecision(4, Results: 1)));
        Refused("EncryptedOutput", () => answer.ToBytes());
        Refused("EncryptedOutput", () => answer.Ciphertexts);
    }

    [Fact]
    public async Task AClientAndTheKeysThatGoWithIt()
    {
        using CircuitClient gone = new(circuit);
        using CircuitServer server = new(circuit, gone.EvaluationKeys);
        using EncryptedInput question = gone.Encrypt(Question);
        using EncryptedOutput answer = await server.EvaluateAsync(question);
        EvaluationKeys keys = gone.EvaluationKeys;
        SecretKey secret = gone.Secret;
        using KeyFolder folder = new();
        Disposed(gone);

        Refused("CircuitClient", () => gone.Encrypt(Question));
        Refused("CircuitClient", () => gone.Encrypt(new int[128]));
        Refused("CircuitClient", () => gone.Decrypt(answer));
        Refused("CircuitClient", () => gone.DecryptAll(answer));
        Refused("CircuitClient", () => gone.DecryptShared(answer, new SharedPrecision(4, Results: 1)));
        Refused("CircuitClient", () => gone.EvaluationKeys);
        Refused("CircuitClient", () => gone.Secret);
        Refused("EvaluationKeys", () => EvaluationKeysSerializer.Write(Stream.Null, keys));
        Refused("EvaluationKeys", () => keys.All);
        Refused("SecretKey", () => SecretKeySerializer.WriteSecret(Stream.Null, secret));
        Assert.Equal("EvaluationKeys", (await Assert.ThrowsAsync<ObjectDisposedException>(() => server.EvaluateAsync(question))).ObjectName);
    }

    [Fact]
    public void Secrets()
    {
        using Plaintext plaintext = kit.Encode([1.0], kit.Parameters.MaxLevel);
        using Ciphertext ciphertext = kit.Encrypt([1.0]);
        using KeyGenerator generator = new(kit.Parameters, Workers.Sequential);
        SecretKey secret = generator.CreateSecretKey();
        SymmetricEncryptor encryptor = new(kit.Parameters, secret, Workers.Sequential);
        Decryptor decryptor = new(kit.Parameters, secret, Workers.Sequential);
        Disposed(secret);

        Refused("SecretKey", () => encryptor.Encrypt(plaintext));
        Refused("SecretKey", () => encryptor.EncryptSeeded(plaintext));
        Refused("SecretKey", () => decryptor.Decrypt(ciphertext));
        Refused("SecretKey", () => decryptor.DecryptMessage(ciphertext));
        Refused("SecretKey", () => decryptor.DecryptFlooded(ciphertext, 8));
        Refused("SecretKey", () => generator.CreatePublicKey(secret));
        Refused("SecretKey", () => generator.CreateRelinearizationKey(secret, kit.Parameters.MaxLevel));
        Refused("SecretKey", () => generator.CreateGaloisKey(secret, new GaloisElement(3), kit.Parameters.MaxLevel));
        Refused("SecretKey", () => generator.CreateEvaluationKeys(secret, EvaluationKeyRequest.None));
    }

    [Fact]
    public void KeyGeneratorsAndPublicKeys()
    {
        using Plaintext plaintext = kit.Encode([1.0], kit.Parameters.MaxLevel);
        KeyGenerator generator = new(kit.Parameters, Workers.Sequential);
        PublicKey publicKey = generator.CreatePublicKey(kit.Secret);
        Encryptor encryptor = new(kit.Parameters, publicKey, Workers.Sequential);
        EvaluationKey key = Disposed(generator.CreateRelinearizationKey(kit.Secret, kit.Parameters.MaxLevel));
        Disposed(generator);
        Disposed(publicKey);

        Refused("KeyGenerator", () => generator.CreateSecretKey());
        Refused("KeyGenerator", () => generator.CreatePublicKey(kit.Secret));
        Refused("KeyGenerator", () => generator.CreateEvaluationKeys(kit.Secret, EvaluationKeyRequest.None));
        Refused("PublicKey", () => encryptor.Encrypt(plaintext));
        Refused("PublicKey", () => PublicKeySerializer.Write(Stream.Null, publicKey));
        Refused("EvaluationKey", () => EvaluationKeySerializer.Write(Stream.Null, key));
    }

    [Fact]
    public void SeedsAndStreams()
    {
        Seed seed = Seed.Create();
        SeededStream stream = new(seed, 0);
        stream.NextWord();
        Disposed(stream);
        Disposed(seed);

        Refused("SeededStream", () => stream.NextWord());
        Refused("Seed", () => seed.Bytes.ToArray());
        Refused("Seed", () => new SeededStream(seed, 0));
        Refused("Seed", () => SeededStream.OfPublic(seed, 0));
    }

    [Fact]
    public void Ciphertexts()
    {
        Evaluator evaluator = kit.Evaluator;
        using Ciphertext alive = kit.Encrypt([1.0]);
        using Decomposition digits = evaluator.Decompose(alive);
        Ciphertext gone = Disposed(kit.Encrypt([1.0]));
        Ciphertext square = Disposed(evaluator.Square(alive));

        Action[] uses =
        [
            () => evaluator.Add(alive, gone), () => evaluator.Add(gone, alive, alive), () => evaluator.Sub(gone, alive), () => evaluator.Negate(gone),
            () => evaluator.Multiply(alive, gone), () => evaluator.Square(gone), () => evaluator.Rescale(gone), () => evaluator.Copy(gone),
            () => evaluator.DropLevel(gone, new Level(0)), () => evaluator.MatchLevel(gone, new Level(0)), () => evaluator.Rotate(gone, 1),
            () => evaluator.Conjugate(gone), () => evaluator.Decompose(gone), () => evaluator.RotateHoisted(gone, digits, 1),
            () => evaluator.Relinearize(square), () => evaluator.RelinearizeRescale(square), () => evaluator.AddConstant(gone, 1.0),
            () => evaluator.MultiplyInteger(gone, 2), () => evaluator.Extend(gone), () => kit.Decrypt(gone), () => CiphertextSerializer.Write(Stream.Null, gone),
        ];

        Assert.All(uses, static use => Refused("Ciphertext", use));
    }

    [Fact]
    public void Plaintexts()
    {
        using Ciphertext alive = kit.Encrypt([1.0]);
        Plaintext gone = Disposed(kit.Encode([1.0], kit.Parameters.MaxLevel));

        Refused("Plaintext", () => kit.Evaluator.AddPlain(alive, gone));
        Refused("Plaintext", () => kit.Evaluator.SubPlain(alive, gone));
        Refused("Plaintext", () => kit.Evaluator.MultiplyPlain(alive, gone));
        Refused("Plaintext", () => kit.Encryptor.Encrypt(gone));
        Refused("Plaintext", () => kit.Encryptor.EncryptSeeded(gone));
        Refused("Plaintext", () => kit.Encoder.Decode(gone));
        Refused("Plaintext", () => kit.Encoder.DecodeComplex(gone));
    }

    [Fact]
    public void WhatLiesInBetween()
    {
        using Ciphertext alive = kit.Encrypt([1.0]);
        using Plaintext plaintext = kit.Encode([1.0], kit.Parameters.MaxLevel);
        SeededCiphertext seeded = Disposed(kit.Encryptor.EncryptSeeded(plaintext));
        Decomposition digits = Disposed(kit.Evaluator.Decompose(alive));
        ExtendedCiphertext extended = Disposed(kit.Evaluator.Extend(alive));
        EvaluationKeyLease lease = Disposed(kit.Keys.Rent(KeyPurpose.Relinearization, new Level(0)));
        RnsPolynomial polynomial = Disposed(new RnsPolynomial(kit.Parameters.Ring, [0], isNtt: true));
        Limb limb = Disposed(kit.Parameters.Ring.Limbs.Rent());

        Refused("SeededCiphertext", () => seeded.Expand(Workers.Sequential));
        Refused("SeededCiphertext", () => CiphertextSerializer.Write(Stream.Null, seeded));
        Refused("Decomposition", () => kit.Evaluator.RotateHoisted(alive, digits, 1));
        Refused("ExtendedCiphertext", () => kit.Evaluator.ModDown(extended));
        Refused("EvaluationKeyLease", () => lease.Key);
        Refused("RnsPolynomial", () => polynomial.Limb(0).ToArray());
        Refused("Limb", () => limb.Span.ToArray());
    }

    [Fact]
    public void EnginesCachesAndThreads()
    {
        using EncryptedInput question = client.Encrypt(Question);
        CircuitEngine engine = new(circuit, client.EvaluationKeys, Workers.Sequential, 0);
        using CircuitSession session = new(engine, question.Ciphertexts);
        CiphertextBundle product = session.LinearMap(session.Input(0), 1);
        Disposed(engine);
        PlaintextCache cache = Disposed(new PlaintextCache(100));
        Workers workers = Disposed(new Workers(2));
        using KeyFolder folder = new();
        PlannedEvaluationKeys planned = Disposed(new PlannedEvaluationKeys(
            folder.Write(circuit.Parameters, client.EvaluationKeys, client.EvaluationKeys.Identity), circuit.KeyPlan, Workers.Sequential));

        Refused("CircuitEngine", () => session.AddPlain(product, 2));
        Refused("PlaintextCache", () => cache.Rent<Plaintext>(0, 0, default(PlaintextForm), () => throw new InvalidOperationException()).Dispose());
        Refused("Workers", () => workers.Run(1, static _ => { }));
        Refused("Workers", () => workers.Run(10, static _ => { }));
        Refused("PlannedEvaluationKeys", () => planned.Rent(KeyPurpose.Relinearization, new Level(0)));
    }

    private static T Disposed<T>(T made)
        where T : IDisposable
    {
        made.Dispose();
        made.Dispose();

        return made;
    }

    private static void Refused(string type, Func<object> use) => Refused(type, () => { use(); });

    private static void Refused(string type, Action use) =>
        Assert.Equal(type, Assert.Throws<ObjectDisposedException>(use).ObjectName.Split('.')[^1]);
}
