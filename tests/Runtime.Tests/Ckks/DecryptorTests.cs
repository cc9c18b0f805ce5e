using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Runtime.Tests.Ckks;

public class DecryptorTests
{
    [Fact]
    public void SharedResultsAreRoundedAndFlooded()
    {
        using CkksKit kit = new(InsecureParameters.LogN11, EvaluationKeyRequest.None);
        double[] message = kit.Message(4);
        using Ciphertext x = kit.Encrypt(message);
        double[] shared = kit.Decryptor.DecryptShared(x, 20);

        Assert.All(shared, static value => Assert.Equal(Math.Round(value * (1 << 20)), value * (1 << 20)));
        Assert.All(Enumerable.Range(0, message.Length), i => Assert.Equal(message[i], shared[i], 22.0 / (1 << 20)));
        Assert.NotEqual(shared, kit.Decryptor.DecryptShared(x, 20));
    }

    [Fact]
    public void PublicKeyEncryptionHasRoundingNoiseOnly()
    {
        using CkksKit kit = new(InsecureParameters.LogN11, EvaluationKeyRequest.None);
        using PublicKey key = kit.Generator.CreatePublicKey(kit.Secret);
        double[] message = kit.Message(5);
        Encryptor encryptor = new(kit.Parameters, key, kit.Workers);

        for (Level level = new(0); level <= kit.Parameters.MaxLevel; level += 1)
        {
            using Plaintext plaintext = kit.Encode(message, level);
            using Ciphertext x = encryptor.Encrypt(plaintext);
            kit.AssertDecryptsTo(i => message[i], x, 33);
        }
    }

    [Fact]
    public void TwoEncryptionsOfOneMessageDiffer()
    {
        using CkksKit kit = new(InsecureParameters.LogN11, EvaluationKeyRequest.None);
        using Ciphertext x = kit.Encrypt([1.0]);
        using Ciphertext y = kit.Encrypt([1.0]);

        Assert.False(x[0].Limb(0).SequenceEqual(y[0].Limb(0)));
        Assert.False(x[1].Limb(0).SequenceEqual(y[1].Limb(0)));
    }

    [Fact]
    public void TheWrongKeyDecryptsToNonsense()
    {
        using CkksKit kit = new(InsecureParameters.LogN11, EvaluationKeyRequest.None);
        using KeyGenerator generator = new(kit.Parameters, kit.Workers);
        using SecretKey other = generator.CreateSecretKey();
        using Ciphertext x = kit.Encrypt([1.0]);
        using Plaintext plaintext = new Runtime.Ckks.Secrets.Decryptor(kit.Parameters, other, kit.Workers).Decrypt(x);

        Assert.Contains(kit.Encoder.Decode(plaintext), static value => Math.Abs(value) > 1000);
    }
}
