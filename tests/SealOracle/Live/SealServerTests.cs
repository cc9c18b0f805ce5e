using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Seal;
using PowerSoftmax.Runtime.Seal.Secrets;

namespace PowerSoftmax.SealOracle.Tests.Live;

/// <summary>The engine makes keys and encrypts; SEAL evaluates; the engine decrypts.</summary>
public sealed class SealServerTests : IDisposable
{
    private const int Rotation = 5;

    private static readonly Scale Scale = new(Math.Pow(2, 40));

    private static readonly (string Name, SealCompression Compression)[] Compressions =
        [("none", SealCompression.None), ("zlib", SealCompression.Zlib), ("zstd", SealCompression.Zstandard)];

    private readonly CkksParameters parameters = new SealParameters(13, SealPrimes.Create(13, 48, 40, 40, 48)).ToCkksParameters(40);
    private readonly SealConverter converter;
    private readonly SecretKey secret;
    private readonly Encoder encoder;
    private readonly Decryptor decryptor;

    public SealServerTests()
    {
        converter = new SealConverter(parameters, Workers.Sequential);
        using KeyGenerator generator = new(parameters, Workers.Sequential);
        secret = generator.CreateSecretKey();
        encoder = new Encoder(parameters, Workers.Sequential);
        decryptor = new Decryptor(parameters, secret, Workers.Sequential);
    }

    public void Dispose() => secret.Dispose();

    [Fact]
    public void SealComputesForTheEngine()
    {
        Oracle.Require();
        using TemporaryFolder folder = new();
        SaveClient(folder.Path);

        Oracle.Run("serve", folder.Path, $"{Rotation}");

        SealFolder answers = new(folder.Path, "engine_parms_none");
        double[] sines = Messages.Sines(parameters.SlotCount);
        double[] squares = Messages.Squares(sines);
        AssertUnchanged(answers);
        AssertDecrypts(answers, "seal_square", squares);
        AssertDecrypts(answers, "seal_rotated", Messages.Rotated(squares, Rotation));
        AssertDecrypts(answers, "seal_conjugated", squares);
        AssertDecrypts(answers, "seal_product_plain", squares);
        AssertDecrypts(answers, "seal_fresh", Messages.Cosines(parameters.SlotCount));
        Messages.AssertClose(sines, SealClientFixture.ReadDoubles(folder.Path, "seal_decrypted"), 18);
    }

    private static void AssertUnchanged(SealFolder answers)
    {
        foreach (string kind in (string[])["parms", "sk", "pk", "rk", "gk", "pt", "ct"])
        {
            Assert.All(Compressions, compression => Assert.Equal(answers.Bytes($"engine_{kind}_none"), answers.Bytes($"seal_{kind}_{compression.Name}")));
        }
    }

    private void AssertDecrypts(SealFolder answers, string name, double[] expected)
    {
        using Ciphertext answer = converter.ToEngine(answers.Ciphertext(name));
        using Plaintext plaintext = decryptor.Decrypt(answer);
        Messages.AssertClose(expected, encoder.Decode(plaintext), 18);
    }

    private void SaveClient(string path)
    {
        using KeyGenerator generator = new(parameters, Workers.Sequential);
        using PublicKey publicKey = generator.CreatePublicKey(secret);
        using EvaluationKeys keys = generator.CreateEvaluationKeys(secret, new EvaluationKeyRequest(
            parameters.MaxLevel,
            [
                new GaloisKeyRequest(GaloisElement.ForRotation(Rotation, parameters.LogN), parameters.MaxLevel),
                new GaloisKeyRequest(GaloisElement.ForConjugation(parameters.LogN), parameters.MaxLevel),
            ]));
        using SealSecretKey sealSecret = converter.ToSeal(secret);
        using Plaintext plaintext = encoder.Encode(Messages.Sines(parameters.SlotCount), parameters.MaxLevel, Scale);
        using Ciphertext ciphertext = new Encryptor(parameters, publicKey, Workers.Sequential).Encrypt(plaintext);

        foreach ((string name, SealCompression compression) in Compressions)
        {
            SealWriteOptions options = new(compression);
            Save("parms", stream => SealParametersSerializer.Write(stream, converter.Seal, options));
            Save("sk", stream => SealSecretKeySerializer.WriteSecret(stream, sealSecret, options));
            Save("pk", stream => SealPublicKeySerializer.Write(stream, converter.ToSeal(publicKey), options));
            Save("rk", stream => SealRelinearizationKeysSerializer.Write(stream, converter.ToSealRelinearizationKeys(keys)!, options));
            Save("gk", stream => SealGaloisKeysSerializer.Write(stream, converter.ToSealGaloisKeys(keys), options));
            Save("pt", stream => SealPlaintextSerializer.Write(stream, converter.ToSeal(plaintext), options));
            Save("ct", stream => SealCiphertextSerializer.Write(stream, converter.ToSeal(ciphertext), options));

            void Save(string kind, Action<Stream> write) =>
                File.WriteAllBytes(Path.Combine(path, $"engine_{kind}_{name}.bin"), SealFolder.Written(write));
        }
    }
}
