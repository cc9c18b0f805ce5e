using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Rlwe.Serialization;
using PowerSoftmax.Runtime.Seal;
using PowerSoftmax.Runtime.Seal.Secrets;

namespace PowerSoftmax.SealOracle.Tests.GoldenFiles;

/// <summary>SEAL's objects work in the engine, and come out of it unchanged.</summary>
public sealed class ConversionTests : IDisposable
{
    private readonly SealSession session = InsecureGolden.SmallSession();

    private int Slots => session.Parameters.SlotCount;

    public void Dispose() => session.Dispose();

    [Theory]
    [InlineData("ct")]
    [InlineData("multiply")]
    [InlineData("rescale")]
    public void CiphertextComesBackByteIdentical(string name)
    {
        using Ciphertext x = session.Ciphertext(name);

        Assert.Equal(session.Folder.Bytes(name), session.Bytes(x));
    }

    [Fact]
    public void OtherObjectsComeBackByteIdentical()
    {
        SealConverter converter = session.Converter;
        using Plaintext plaintext = converter.ToEngine(session.Folder.Plaintext("pt"));
        using PublicKey publicKey = converter.ToEngine(session.Folder.PublicKey("pk"));
        using EvaluationKeys keys = converter.ToEngine(session.Folder.RelinearizationKeys("rk"), session.Folder.GaloisKeys("gk"));
        using SealSecretKey secret = converter.ToSeal(session.Secret);

        AssertIs("parms", stream => SealParametersSerializer.Write(stream, converter.Seal));
        AssertIs("pt", stream => SealPlaintextSerializer.Write(stream, converter.ToSeal(plaintext)));
        AssertIs("pk", stream => SealPublicKeySerializer.Write(stream, converter.ToSeal(publicKey)));
        AssertIs("rk", stream => SealRelinearizationKeysSerializer.Write(stream, converter.ToSealRelinearizationKeys(keys)!));
        AssertIs("gk", stream => SealGaloisKeysSerializer.Write(stream, converter.ToSealGaloisKeys(keys)));
        AssertIs("sk", stream => SealSecretKeySerializer.WriteSecret(stream, secret));
    }

    [Fact]
    public void PlaintextsAndCiphertextsMeanTheSame()
    {
        using Plaintext plaintext = session.Converter.ToEngine(session.Folder.Plaintext("pt"));
        using Ciphertext x = session.Ciphertext("ct");
        using Ciphertext seeded = session.Ciphertext("ct_seeded");

        Messages.AssertClose(Messages.Sines(Slots), new Encoder(session.Parameters, Workers.Sequential).Decode(plaintext), 30);
        Messages.AssertClose(Messages.Sines(Slots), session.Decrypt(x), 22);
        Messages.AssertClose(Messages.Sines(Slots), session.Decrypt(seeded), 22);
    }

    [Fact]
    public void EngineEncodesAsSealDoes()
    {
        using Plaintext plaintext = new Encoder(session.Parameters, Workers.Sequential).Encode(Messages.Sines(Slots), new Level(1), new Scale(Math.Pow(2, 40)));
        using Plaintext expected = session.Converter.ToEngine(session.Folder.Plaintext("pt"));

        // The two transforms round differently in the last bit, so a coefficient may be rounded to the neighbouring integer.
        RingOperations.Subtract(plaintext.Polynomial, expected.Polynomial, plaintext.Polynomial, Workers.Sequential);
        RingOperations.ToCoefficients(plaintext.Polynomial, Workers.Sequential);
        Assert.All(plaintext.Polynomial.Limb(0).ToArray(), static difference => Assert.InRange(difference, -1, 1));
    }

    [Fact]
    public void EngineEncryptsWithSealsPublicKey()
    {
        using PublicKey key = session.Converter.ToEngine(session.Folder.PublicKey("pk"));
        using Plaintext plaintext = session.Converter.ToEngine(session.Folder.Plaintext("pt"));
        using Ciphertext x = new Encryptor(session.Parameters, key, Workers.Sequential).Encrypt(plaintext);

        Messages.AssertClose(Messages.Sines(Slots), session.Decrypt(x), 22);
    }

    [Fact]
    public void EngineEvaluatesWithSealsKeys()
    {
        using EvaluationKeys keys = session.Converter.ToEngine(session.Folder.RelinearizationKeys("rk"), session.Folder.GaloisKeys("gk"));
        Evaluator evaluator = new(session.Parameters, keys, Workers.Sequential);
        using Ciphertext x = session.Ciphertext("ct");
        using Ciphertext square = evaluator.SquareRelinearizeRescale(x);
        using Ciphertext rotated = evaluator.Rotate(x, -3);
        using Ciphertext conjugate = evaluator.Conjugate(x);

        Messages.AssertClose(Messages.Squares(Messages.Sines(Slots)), session.Decrypt(square), 18);
        Messages.AssertClose(Messages.Rotated(Messages.Sines(Slots), -3), session.Decrypt(rotated), 18);
        Messages.AssertClose(Messages.Sines(Slots), session.Decrypt(conjugate), 18);
    }

    [Fact]
    public void OnlyRequestedKeysAreTakenAndOnlyUpToTheirLevel()
    {
        GaloisElement element = GaloisElement.ForRotation(1, session.Parameters.LogN);
        EvaluationKeyRequest request = new(null, [new GaloisKeyRequest(element, new Level(0))]);
        using EvaluationKeys keys = session.Converter.ToEngine(session.Folder.RelinearizationKeys("rk"), session.Folder.GaloisKeys("gk"), request);
        using Ciphertext x = session.Ciphertext("rescale");
        using Ciphertext rotated = new Evaluator(session.Parameters, keys, Workers.Sequential).Rotate(x, 1);

        Assert.Equal(1, keys.Count);
        Assert.Equal(new Level(0), keys.For(new KeyPurpose(element), new Level(0)).MaxLevel);
        Messages.AssertClose(Messages.Rotated(Messages.Squares(Messages.Sines(Slots)), 1), session.Decrypt(rotated), 18);
        Assert.Contains("all primes", Assert.Throws<ParameterException>(() => session.Converter.ToSealGaloisKeys(keys)).Message);
    }

    [Fact]
    public void ImportedKeysCannotBeWrittenWithoutSeeds()
    {
        using PublicKey publicKey = session.Converter.ToEngine(session.Folder.PublicKey("pk"));
        using EvaluationKeys keys = session.Converter.ToEngine(session.Folder.RelinearizationKeys("rk"), null);

        Assert.Contains("SEAL", Assert.Throws<InvalidOperationException>(() => PublicKeySerializer.Write(Stream.Null, publicKey)).Message);
        Assert.Contains("SEAL", Assert.Throws<InvalidOperationException>(() => EvaluationKeySerializer.Write(Stream.Null, keys.Relinearization!)).Message);
    }

    [Fact]
    public void DamagedSecretKeysAreRefused()
    {
        byte[] bytes = session.Folder.Bytes("sk");
        bytes[^100] ^= 1;
        byte[] first = session.Folder.Bytes("sk");
        first[200] ^= 1;

        Assert.Contains("disagree", Refuse(bytes).Message);
        Assert.Contains("-1, 0 or 1", Refuse(first).Message);

        InvalidSealDataException Refuse(byte[] damaged)
        {
            using SealSecretKey key = SealSecretKeySerializer.ReadSecret(new MemoryStream(damaged), session.Folder.Parameters);

            return Assert.Throws<InvalidSealDataException>(() => session.Converter.ToEngine(key, Workers.Sequential));
        }
    }

    [Fact]
    public void ObjectsOfOtherParametersAreRefused()
    {
        SealConverter other = new(new SealParameters(10, SealPrimes.Create(10, 48, 48)).ToCkksParameters(48, SecurityLevel.InsecureTest), Workers.Sequential);
        using Ciphertext x = session.Ciphertext("ct");

        Assert.Throws<ParameterMismatchException>(() => other.ToEngine(session.Folder.Ciphertext("ct")));
        Assert.Throws<ParameterMismatchException>(() => other.ToSeal(x));
        Assert.Throws<ParameterMismatchException>(() => other.ToEngine(session.Folder.RelinearizationKeys("rk"), null));
        Assert.Throws<ParameterMismatchException>(() => other.ToSeal(session.Secret));
    }

    private void AssertIs(string name, Action<Stream> write) => Assert.Equal(session.Folder.Bytes(name), SealFolder.Written(write));
}
