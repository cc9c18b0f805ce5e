using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Sampling;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Rlwe.Serialization;
using PowerSoftmax.Runtime.Tests.Ckks;

namespace PowerSoftmax.Runtime.Tests.Rlwe;

/// <summary>What held a secret holds zeros afterwards, whether all went well or not.</summary>
public sealed class SecretMemoryTests : IDisposable
{
    // A pool of its own for every test.
    private readonly CkksParameters parameters = InsecureParameters.Create(10, 2, 2);
    private readonly KeyGenerator generator;
    private readonly SecretKey secret;
    private readonly int lent;

    public SecretMemoryTests()
    {
        generator = new KeyGenerator(parameters, Workers.Sequential, Seed.From(new byte[Seed.Length]));
        secret = generator.CreateSecretKey();
        lent = Pool.SecretsLent;
    }

    private LimbPool Pool => parameters.Ring.Limbs;

    public void Dispose()
    {
        secret.Dispose();
        generator.Dispose();
    }

    [Fact]
    public unsafe void ASecretKeyLeavesZeros()
    {
        using SecretKey key = generator.CreateSecretKey();
        nint[] addresses = [(nint)key.Coefficients.Residues.Pointer, .. Enumerable.Range(0, key.Polynomial.LimbCount).Select(i => (nint)key.Polynomial.Residues(i).Pointer)];
        Assert.All(addresses, address => Assert.False(IsZero(address)));

        key.Dispose();

        Assert.All(addresses, address => Assert.True(IsZero(address)));

        bool IsZero(nint address) => new ReadOnlySpan<double>((void*)address, parameters.N).IndexOfAnyExcept(0.0) < 0;
    }

    [Fact]
    public void KeysLeaveNothingOfTheSecretBehind()
    {
        using RnsPolynomial square = parameters.RentExtendedPolynomial(parameters.MaxLevel), image = parameters.RentExtendedPolynomial(parameters.MaxLevel);
        GaloisElement element = new(3);
        RingOperations.Multiply(secret.Polynomial, secret.Polynomial, square, Workers.Sequential);
        RingOperations.Automorphism(secret.Polynomial, element.Inverse(parameters.LogN).Value, image, Workers.Sequential);
        Dictionary<string, double[]> forbidden = new(
        [
            KeyValuePair.Create("s", secret.Coefficients.Span.ToArray()), .. LeftBehind.Limbs("s", secret.Polynomial),
            .. LeftBehind.Limbs("s^2", square), .. LeftBehind.Limbs("image of s", image), .. Errors(),
        ]);

        AssertNothingLeft(forbidden, () => generator.CreatePublicKey(secret));
        AssertNothingLeft(forbidden, () => generator.CreateRelinearizationKey(secret, parameters.MaxLevel));
        AssertNothingLeft(forbidden, () => generator.CreateGaloisKey(secret, element, parameters.MaxLevel));
        AssertNothingLeft(forbidden, () => generator.CreateEvaluationKeys(secret, EvaluationKeyRequest.ForRotations(parameters, [1], parameters.MaxLevel, null)));
        AssertNothingLeft(forbidden, CopyOfSecret);
    }

    [Fact]
    public void EncryptionAndDecryptionLeaveNothingBehind()
    {
        byte[] seed = [.. Enumerable.Range(0, Seed.Length).Select(static i => (byte)i)];
        Encoder encoder = new(parameters, Workers.Sequential);
        using Plaintext plaintext = encoder.Encode([1.0, 2.0], parameters.MaxLevel, parameters.DefaultScale(parameters.MaxLevel));
        using PublicKey publicKey = generator.CreatePublicKey(secret);
        SymmetricEncryptor symmetric = new(parameters, secret, Workers.Sequential, () => Seed.From(seed));
        Encryptor encryptor = new(parameters, publicKey, Workers.Sequential, () => Seed.From(seed));
        Decryptor decryptor = new(parameters, secret, Workers.Sequential);
        using Ciphertext ciphertext = symmetric.Encrypt(plaintext);
        using Plaintext decrypted = decryptor.Decrypt(ciphertext);
        using SeededCiphertext once = symmetric.EncryptSeeded(plaintext);
        Dictionary<string, double[]> forbidden = new(
        [
            .. LeftBehind.Limbs("decrypted", decrypted.Polynomial),
            KeyValuePair.Create("mask", NaiveStreams.Ternary(NaiveStreams.SecretWords(seed, 0, parameters.N))),
            .. Enumerable.Range(0, 3).Select(i => KeyValuePair.Create($"error {i}", NaiveStreams.Errors(NaiveStreams.SecretWords(seed, (ulong)i, parameters.N)))),
        ]);

        AssertNothingLeft(forbidden, () => symmetric.EncryptSeeded(plaintext));
        AssertNothingLeft(forbidden, () => symmetric.Encrypt(plaintext));
        AssertNothingLeft(forbidden, () => encryptor.Encrypt(plaintext));
        AssertNothingLeft(forbidden, () => decryptor.Decrypt(ciphertext));
        AssertNothingLeft(forbidden, () => Result(decryptor.DecryptMessage(ciphertext)));
        AssertNothingLeft(forbidden, () => Result(decryptor.DecryptFlooded(ciphertext, 10)));
    }

    // Seeds, words of streams, keys of ciphers, buffers of readers and writers.
    [Fact]
    public void ManagedBuffersLeaveZeros()
    {
        using PublicKey publicKey = generator.CreatePublicKey(secret);
        using Plaintext plaintext = new Encoder(parameters, Workers.Sequential).Encode([1.0], new Level(0), parameters.DefaultScale(new Level(0)));
        byte[] stored = Stored();

        AssertZeroed(() => new KeyGenerator(parameters, Workers.Sequential), static made => made.CreateSecretKey().Dispose());
        AssertZeroed(() => Result(stored), bytes => SecretKeySerializer.WriteSecret(Stream.Null, secret));
        AssertZeroed(() => Result(stored), bytes => SecretKeySerializer.ReadSecret(new MemoryStream(bytes.Value), parameters, Workers.Sequential).Dispose());
        AssertZeroed(() => Result(stored), _ => new Encryptor(parameters, publicKey, Workers.Sequential).Encrypt(plaintext).Dispose());
        AssertZeroed(() => Result(stored), _ => new SymmetricEncryptor(parameters, secret, Workers.Sequential).Encrypt(plaintext).Dispose());
        AssertZeroed(() => Result(stored), _ => new SymmetricEncryptor(parameters, secret, Workers.Sequential).EncryptSeeded(plaintext).Dispose());

        stored[^1] = 7;
        AssertZeroed(() => Result(stored), bytes => Assert.Throws<InvalidEncryptedDataException>(
            () => SecretKeySerializer.ReadSecret(new MemoryStream(bytes.Value), parameters, Workers.Sequential)));
        AssertZeroed(() => Result(stored), _ => Assert.Throws<IOException>(() => SecretKeySerializer.WriteSecret(new FullStream(), secret)));
    }

    [Fact]
    public unsafe void SeedsNeverMove()
    {
        List<object> garbage = [];
        List<Seed> seeds = [];

        for (int i = 0; i < 200; i++)
        {
            garbage.Add(new byte[1000]);
            seeds.Add(Seed.From([.. Enumerable.Range(i, Seed.Length).Select(static x => (byte)x)]));
        }

        nint[] before = [.. seeds.Select(Address)];
        garbage.Clear();
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);

        Assert.Equal(before, seeds.Select(Address));

        static nint Address(Seed seed)
        {
            fixed (byte* start = seed.Memory)
            {
                return (nint)start;
            }
        }
    }

    [Fact]
    public void TheEphemeralSecretIsGoneBeforeItsKeysAreHandedOut()
    {
        CkksParameters bootstrapping = CkksParameters.Create(BootstrappingSets.Find(10, 4, SecurityLevel.InsecureTest)!);
        using KeyGenerator maker = new(bootstrapping, Workers.Sequential);
        using SecretKey main = maker.CreateSecretKey();
        int ofMain = bootstrapping.Ring.Limbs.SecretsLent;
        List<KeyPurpose> seen = [];

        maker.ForEachEvaluationKey(
            main,
            new EvaluationKeyRequest(new Level(1), [new GaloisKeyRequest(new GaloisElement(3), new Level(1))], new Level(5)),
            key =>
            {
                seen.Add(key.Purpose);
                Assert.Equal(ofMain, bootstrapping.Ring.Limbs.SecretsLent);
                key.Dispose();
            },
            null,
            TestContext.Current.CancellationToken);

        Assert.Equal([KeyPurpose.Relinearization, KeyPurpose.ToEphemeral, KeyPurpose.FromEphemeral, new KeyPurpose(new GaloisElement(3))], seen);
    }

    [Fact]
    public void WhatFailsKeepsNoSecret()
    {
        FailingWorkers failing = new();
        Encoder encoder = new(parameters, Workers.Sequential);
        using Plaintext plaintext = encoder.Encode([1.0], parameters.MaxLevel, parameters.DefaultScale(parameters.MaxLevel));
        using Ciphertext ciphertext = new SymmetricEncryptor(parameters, secret, Workers.Sequential).Encrypt(plaintext);
        using PublicKey publicKey = generator.CreatePublicKey(secret);
        using KeyGenerator maker = new(parameters, failing);
        byte[] stored = Stored();

        AssertFails(() => maker.CreateSecretKey());
        AssertFails(() => maker.CreatePublicKey(secret));
        AssertFails(() => maker.CreateRelinearizationKey(secret, parameters.MaxLevel));
        AssertFails(() => maker.CreateGaloisKey(secret, new GaloisElement(3), parameters.MaxLevel));
        AssertFails(() => new SymmetricEncryptor(parameters, secret, failing).EncryptSeeded(plaintext));
        AssertFails(() => new Encryptor(parameters, publicKey, failing).Encrypt(plaintext));
        AssertFails(() => new Decryptor(parameters, secret, failing).Decrypt(ciphertext));
        AssertFails(() => SecretKeySerializer.ReadSecret(new MemoryStream(stored), parameters, failing));
        Assert.Throws<ParameterException>(() => generator.CreateGaloisKey(secret, new GaloisElement(3), parameters.MaxLevel + 1));
        Assert.Equal(lent, Pool.SecretsLent);
    }

    private static Boxed<T> Result<T>(T value) => new(value);

    private void AssertFails(Action operation)
    {
        Assert.Throws<InvalidOperationException>(operation);
        Assert.Equal(lent, Pool.SecretsLent);
    }

    private void AssertNothingLeft(Dictionary<string, double[]> forbidden, Func<IDisposable> operation)
    {
        operation().Dispose();

        Assert.Equal(lent, Pool.SecretsLent - (forbidden.ContainsKey("decrypted, limb 0") ? parameters.MaxLevel.LimbCount : 0));
        Assert.Empty(LeftBehind.Find(Pool, forbidden));
    }

    private static void AssertZeroed<T>(Func<T> make, Action<T> use)
        where T : IDisposable
    {
        SecretBytes.Watched = [];

        try
        {
            using (T made = make())
            {
                use(made);
            }

            Assert.NotEmpty(SecretBytes.Watched);
            Assert.All(SecretBytes.Watched, static buffer => Assert.Equal(-1, ((byte[])buffer).AsSpan().IndexOfAnyExcept((byte)0)));
        }
        finally
        {
            SecretBytes.Watched = null;
        }
    }

    private IEnumerable<KeyValuePair<string, double[]>> Errors() => Enumerable.Range(0, 40).Select(stream => KeyValuePair.Create(
        $"error of stream {stream}", NaiveStreams.Errors(NaiveStreams.SecretWords(new byte[Seed.Length], (ulong)stream, parameters.N))));

    private SecretKey CopyOfSecret() => SecretKeySerializer.ReadSecret(new MemoryStream(Stored()), parameters, Workers.Sequential);

    private byte[] Stored()
    {
        using MemoryStream stream = new();
        SecretKeySerializer.WriteSecret(stream, secret);

        return stream.ToArray();
    }

    private sealed record Boxed<T>(T Value) : IDisposable
    {
        public void Dispose()
        {
        }
    }

    private sealed class FailingWorkers : IWorkers
    {
        public int Count => 1;

        public void Run(int count, Action<int, int> body)
        {
            body(0, 0);

            throw new InvalidOperationException("no further");
        }
    }

    private sealed class FullStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (buffer.Length > 100)
            {
                throw new IOException("the disk is full");
            }
        }
    }
}
