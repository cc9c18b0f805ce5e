using PowerSoftmax.Client;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Runtime.Tests.Identity;

/// <summary>One bit of any record is another one: whichever it is, the record is refused.</summary>
[Collection(nameof(InsecureParties))]
public sealed class FlippedBitsTests(InsecureParties parties)
{
    // Headers, identities and counts of a record and of the first one inside it.
    private const int Head = 220;

    private const int Digests = 64;

    private InsecureParty Party => parties.All[0];

    private Circuit Circuit => Party.Circuit;

    [Fact]
    public void OfAQuestion() => Flip(Party.Question.ToBytes(), 600, bytes => EncryptedInput.FromBytes(bytes, Circuit).Dispose());

    [Fact]
    public void OfAQuestionInAStream() => Flip(Party.Question.ToBytes(), 60, bytes => EncryptedInput.Read(new MemoryStream(bytes), Circuit).Dispose());

    [Fact]
    public void OfAnAnswer() => Flip(Party.Answer.ToBytes(), 600, bytes => EncryptedOutput.FromBytes(bytes, Circuit).Dispose());

    [Fact]
    public void OfEvaluationKeys() => Flip(
        Bytes(stream => EvaluationKeysSerializer.Write(stream, Party.Client.EvaluationKeys)),
        20,
        bytes => EvaluationKeysSerializer.Read(new MemoryStream(bytes), Circuit.Parameters, Workers.Sequential, Circuit.RequiredKeys).Dispose());

    [Fact]
    public void OfAnEvaluationKey() => Flip(
        Bytes(stream => EvaluationKeySerializer.Write(stream, Party.Client.EvaluationKeys.Relinearization!)),
        100,
        bytes => EvaluationKeySerializer.Read(new MemoryStream(bytes), Circuit.Parameters, Workers.Sequential).Dispose());

    [Fact]
    public void OfAPublicKey()
    {
        using KeyGenerator generator = new(Circuit.Parameters, Workers.Sequential);
        using PublicKey key = generator.CreatePublicKey(Party.Client.Secret);
        using PublicKey read = PublicKeySerializer.Read(new MemoryStream(Bytes(stream => PublicKeySerializer.Write(stream, key))), Circuit.Parameters, Workers.Sequential);

        Assert.Equal(Party.Client.Identity, read.Identity);
        Flip(
            Bytes(stream => PublicKeySerializer.Write(stream, key)),
            100,
            bytes => PublicKeySerializer.Read(new MemoryStream(bytes), Circuit.Parameters, Workers.Sequential).Dispose());
    }

    [Fact]
    public void OfTheFileOfAQuestion() => FlipFile(Party.QuestionFile, path => EncryptedFile.ReadQuestion(path, Circuit, Party.Client.KeyId).Dispose());

    [Fact]
    public void OfTheFileOfAnAnswer() => FlipFile(Party.AnswerFile, path => EncryptedFile.ReadAnswer(path, Circuit, Party.Client.KeyId).Dispose());

    [Fact]
    public void OfTheFileOfASecretKey() => FlipFile(Party.SecretFile, path => SecretKeyFile.Read(path, Circuit.Parameters, Workers.Sequential).Dispose());

    [Fact]
    public void TheMessageSaysThatItIsDamage()
    {
        byte[] bytes = Party.Question.ToBytes();
        bytes[5000] ^= 1;

        string message = Assert.Throws<InvalidEncryptedDataException>(() => EncryptedInput.FromBytes(bytes, Circuit)).Message;
        Assert.Contains("the bytes are damaged: their SHA-256 is", message);
        Assert.Contains("Copy or send them again", message);
    }

    /// <summary>Every bit of the head and of the digests, and bits in between.</summary>
    private static void Flip(byte[] bytes, int between, Action<byte[]> read)
    {
        read(bytes);
        Random random = new(7);
        IEnumerable<(int At, int Bit)> ends = Enumerable.Range(0, Head).Concat(Enumerable.Range(bytes.Length - Digests, Digests))
            .SelectMany(at => Enumerable.Range(0, 8).Where(bit => between >= 100 || bit == at % 8).Select(bit => (at, bit)));

        foreach ((int at, int bit) in ends.Concat(Enumerable.Range(0, between).Select(_ => (random.Next(bytes.Length), random.Next(8)))))
        {
            bytes[at] ^= (byte)(1 << bit);
            Exception? error = Record.Exception(() => read(bytes));
            Assert.True(error is InvalidEncryptedDataException, $"byte {at}, bit {bit}: {error?.ToString() ?? "accepted"}");
            bytes[at] ^= (byte)(1 << bit);
        }
    }

    private static void FlipFile(string path, Action<string> read)
    {
        byte[] bytes = File.ReadAllBytes(path);
        string changed = path + ".changed";
        Random random = new(8);

        foreach (int at in (int[])[0, 5, 20, 45, 50, 85, 97, 110, bytes.Length - 33, bytes.Length - 1, .. Enumerable.Range(0, 40).Select(_ => random.Next(bytes.Length))])
        {
            byte[] copy = [.. bytes];
            copy[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(changed, copy);

            Assert.Contains(changed, Assert.Throws<InvalidEncryptedDataException>(() => read(changed)).Message);
        }
    }

    private static byte[] Bytes(Action<Stream> write)
    {
        using MemoryStream stream = new();
        write(stream);
        return stream.ToArray();
    }
}
