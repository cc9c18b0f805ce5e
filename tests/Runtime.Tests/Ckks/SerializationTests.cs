using System.Security.Cryptography;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Ckks.Serialization;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Runtime.Tests.Ckks;

public sealed class SerializationTests : IDisposable
{
    private readonly CkksKit kit = CkksKit.WithKeys(InsecureParameters.LogN11, 1);
    private readonly double[] message;

    public SerializationTests() => message = kit.Message(3);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    public void CiphertextsReadBack(int level)
    {
        using Ciphertext original = kit.Encrypt(message, new Level(level));
        byte[] bytes = Bytes(stream => CiphertextSerializer.Write(stream, original));
        using Ciphertext read = Read(bytes);

        Assert.Equal(CiphertextSerializer.ByteCount(kit.Parameters, original.Level, 1, seeded: false), bytes.Length);
        Assert.Equal(original.Scale, read.Scale);
        Assert.Equal(bytes, Bytes(stream => CiphertextSerializer.Write(stream, read)));
        kit.AssertDecryptsTo(i => message[i], read, 33);
    }

    [Fact]
    public void SeededCiphertextsTakeHalfTheBytes()
    {
        using Plaintext plaintext = kit.Encode(message, new Level(3));
        using SeededCiphertext seeded = kit.Encryptor.EncryptSeeded(plaintext);
        using Ciphertext whole = seeded.Expand(kit.Workers);
        byte[] bytes = Bytes(stream => CiphertextSerializer.Write(stream, seeded));
        using Ciphertext read = Read(bytes);

        Assert.True(bytes.Length < Bytes(stream => CiphertextSerializer.Write(stream, whole)).Length / 2 + 100);
        Assert.Equal(Bytes(stream => CiphertextSerializer.Write(stream, whole)), Bytes(stream => CiphertextSerializer.Write(stream, read)));
    }

    [Fact]
    public void ProductsOfDegreeTwoReadBack()
    {
        using Ciphertext x = kit.Encrypt(message);
        using Ciphertext square = kit.Evaluator.Square(x);
        using Ciphertext read = Read(Bytes(stream => CiphertextSerializer.Write(stream, square)));

        Assert.Equal(2, read.Degree);
        kit.AssertDecryptsTo(i => message[i] * message[i], read, 31);
    }

    [Fact]
    public void KeysReadBackAndWork()
    {
        byte[] bytes = Bytes(stream => EvaluationKeysSerializer.Write(stream, kit.Keys));
        using EvaluationKeys keys = EvaluationKeysSerializer.Read(new MemoryStream(bytes), kit.Parameters, kit.Workers, null);
        Evaluator evaluator = new(kit.Parameters, keys, kit.Workers);
        using Ciphertext x = kit.Encrypt(message);
        using Ciphertext rotated = evaluator.Rotate(x, 1);
        using Ciphertext square = evaluator.SquareRelinearizeRescale(x);

        Assert.Equal(kit.Keys.ByteCount, keys.ByteCount);
        kit.AssertDecryptsTo(i => message[(i + 1) % message.Length], rotated, 33);
        kit.AssertDecryptsTo(i => message[i] * message[i], square, 31);
    }

    [Fact]
    public void PublicKeysReadBackAndWork()
    {
        using PublicKey original = kit.Generator.CreatePublicKey(kit.Secret);
        byte[] bytes = Bytes(stream => PublicKeySerializer.Write(stream, original));
        using PublicKey read = PublicKeySerializer.Read(new MemoryStream(bytes), kit.Parameters, kit.Workers);
        using Plaintext plaintext = kit.Encode(message, new Level(2));
        using Ciphertext encrypted = new Encryptor(kit.Parameters, read, kit.Workers).Encrypt(plaintext);

        kit.AssertDecryptsTo(i => message[i], encrypted, 33);
    }

    [Fact]
    public void SecretKeysReadBackAndDecrypt()
    {
        byte[] bytes = Bytes(stream => SecretKeySerializer.WriteSecret(stream, kit.Secret));
        using SecretKey read = SecretKeySerializer.ReadSecret(new MemoryStream(bytes), kit.Parameters, kit.Workers);
        using Ciphertext x = kit.Encrypt(message);
        using Plaintext decrypted = new Decryptor(kit.Parameters, read, kit.Workers).Decrypt(x);
        double[] decoded = kit.Encoder.Decode(decrypted);

        Assert.All(Enumerable.Range(0, message.Length), i => Assert.Equal(message[i], decoded[i], 1e-9));
    }

    [Fact]
    public void TheServerTakesOnlyKeysTheCircuitUses()
    {
        byte[] bytes = Bytes(stream => EvaluationKeysSerializer.Write(stream, kit.Keys));
        EvaluationKeyRequest allowed = EvaluationKeyRequest.ForRotations(kit.Parameters, [1], new Level(2), kit.Parameters.MaxLevel);

        InvalidEncryptedDataException error = Assert.Throws<InvalidEncryptedDataException>(
            () => EvaluationKeysSerializer.Read(new MemoryStream(bytes), kit.Parameters, kit.Workers, allowed));

        Assert.Contains("rotation by 1 at level 6", error.Message);
    }

    [Fact]
    public void RefusesOtherParametersAndOtherKinds()
    {
        using Ciphertext x = kit.Encrypt(message);
        byte[] bytes = Bytes(stream => CiphertextSerializer.Write(stream, x));
        CkksParameters other = InsecureParameters.Create(11, 5, 2);

        Assert.Contains("other parameters", Assert.Throws<InvalidEncryptedDataException>(
            () => CiphertextSerializer.Read(new MemoryStream(bytes), other, kit.Workers)).Message);
        Assert.Contains("Ciphertext", Assert.Throws<InvalidEncryptedDataException>(
            () => PublicKeySerializer.Read(new MemoryStream(bytes), kit.Parameters, kit.Workers)).Message);
    }

    [Fact]
    public void RefusesTheVersionThatExpandedSeedsInAnotherWay()
    {
        using Ciphertext x = kit.Encrypt(message, new Level(0));
        byte[] bytes = Bytes(stream => CiphertextSerializer.Write(stream, x));
        bytes[4] = 1;

        Assert.Contains("version 1 cannot be read", Assert.Throws<InvalidEncryptedDataException>(() => Read(bytes)).Message);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(64)]
    [InlineData(2047)]
    public void NamesTheFirstResidueThatIsNotBelowItsPrime(int index)
    {
        using Ciphertext x = kit.Encrypt(message, new Level(0));
        byte[] bytes = Bytes(stream => CiphertextSerializer.Write(stream, x));
        ulong prime = kit.Parameters.Ring.Moduli[0].Value;
        BitConverter.GetBytes(prime).AsSpan(0, 6).CopyTo(bytes.AsSpan(RecordHeader.Length + 12 + (6 * index)));

        Assert.Contains($"residue {index} is {prime} ", Assert.Throws<InvalidEncryptedDataException>(() => Read(bytes)).Message);
    }

    [Fact]
    public void RefusesAResidueThatIsNotBelowItsPrime()
    {
        using Ciphertext x = kit.Encrypt(message, new Level(0));
        byte[] bytes = Bytes(stream => CiphertextSerializer.Write(stream, x));
        bytes.AsSpan(RecordHeader.Length + 12, 6).Fill(0xFF);

        Assert.Contains("residue 0", Assert.Throws<InvalidEncryptedDataException>(() => Read(bytes)).Message);
    }

    [Fact]
    public void EveryTruncationOfTheHeadAndOfEachLimbIsRefused()
    {
        using Ciphertext x = kit.Encrypt(message, new Level(1));
        byte[] bytes = Bytes(stream => CiphertextSerializer.Write(stream, x));
        int limb = kit.Parameters.N * 6;
        IEnumerable<int> lengths = Enumerable.Range(0, 62)
            .Concat(Enumerable.Range(0, 4).SelectMany(i => (int[])[60 + (i * limb), 61 + (i * limb)]))
            .Append(bytes.Length - 1);

        foreach (int length in lengths)
        {
            Assert.Contains("truncated", Assert.Throws<InvalidEncryptedDataException>(() => Read(bytes[..length])).Message);
        }
    }

    [Fact]
    public void ShortStreamsDoNotAllocateWhatTheyAnnounce()
    {
        byte[] bytes = Bytes(stream => EvaluationKeysSerializer.Write(stream, kit.Keys));
        int before = kit.Parameters.Ring.Limbs.CreatedCount;

        Assert.Throws<InvalidEncryptedDataException>(
            () => EvaluationKeysSerializer.Read(new MemoryStream(bytes[..200]), kit.Parameters, kit.Workers, null));
        Assert.InRange(kit.Parameters.Ring.Limbs.CreatedCount - before, 0, kit.Parameters.Ring.PrimeCount);
    }

    [Fact]
    public void MutatedBytesNeverCrashAndNeverGiveAResidueOutOfRange()
    {
        Random random = new(11);
        using Ciphertext x = kit.Encrypt(message, new Level(0));
        byte[] original = Bytes(stream => CiphertextSerializer.Write(stream, x));
        int refused = 0;

        for (int round = 0; round < 2000; round++)
        {
            byte[] bytes = [.. original];

            // Half of the rounds aim at the fields in front of the residues.
            for (int i = random.Next(1, 4); i > 0; i--)
            {
                bytes[random.Next(round % 2 == 0 ? 64 : bytes.Length)] = (byte)random.Next(256);
            }

            // Whoever changes bytes on purpose makes the digest fit.
            SHA256.HashData(bytes.AsSpan()[..^RecordDigest.Length]).CopyTo(bytes, bytes.Length - RecordDigest.Length);
            refused += TryRead(bytes) ? 0 : 1;
        }

        Assert.InRange(refused, 500, 1999);
    }

    [Fact]
    public void MutatedKeysNeverCrash()
    {
        Random random = new(12);
        byte[] original = Bytes(stream => EvaluationKeysSerializer.Write(stream, kit.Keys));
        int heads = 0;

        for (int round = 0; round < 300; round++)
        {
            byte[] bytes = [.. original];
            bytes[random.Next(150)] ^= (byte)random.Next(1, 256);

            try
            {
                EvaluationKeysSerializer.Read(new MemoryStream(bytes), kit.Parameters, kit.Workers, null).Dispose();
            }
            catch (InvalidEncryptedDataException)
            {
                heads++;
            }
        }

        Assert.Equal(300, heads);
    }

    public void Dispose() => kit.Dispose();

    private static byte[] Bytes(Action<Stream> write)
    {
        using MemoryStream stream = new();
        write(stream);

        return stream.ToArray();
    }

    private Ciphertext Read(byte[] bytes) => CiphertextSerializer.Read(new MemoryStream(bytes), kit.Parameters, kit.Workers);

    private bool TryRead(byte[] bytes)
    {
        try
        {
            using Ciphertext read = Read(bytes);

            for (int i = 0; i <= read.Degree; i++)
            {
                for (int limb = 0; limb < read[i].LimbCount; limb++)
                {
                    double half = (read[i].Modulus(limb).P - 1) / 2;
                    Assert.False(read[i].Limb(limb).ContainsAnyExceptInRange(-half, half));
                }
            }

            return true;
        }
        catch (InvalidEncryptedDataException)
        {
            return false;
        }
    }
}
