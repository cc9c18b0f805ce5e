using System.Runtime.Versioning;
using PowerSoftmax.Client;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Rlwe.Serialization;
using PowerSoftmax.Runtime.Tests.Ckks;
using PowerSoftmax.Runtime.Tests.Circuits;
using PowerSoftmax.Runtime.Tests.Execution;

namespace PowerSoftmax.Runtime.Tests.Keys;

/// <summary>A client's keys, questions and answers in files.</summary>
public sealed class StoredKeysTests : IDisposable
{
    private static readonly float[] Question = [.. DiagonalMatrixTests.Slots(128).Select(static value => (float)value / 8)];

    private readonly Circuit circuit = InsecureCircuit.Create();
    private readonly CircuitClient client;
    private readonly KeyFolder folder = new();

    public StoredKeysTests() => client = new CircuitClient(circuit);

    private KeyId Id => client.KeyId;

    private string SecretFile => folder.PathOf("secret.key");

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task AnswersComeThroughFilesOnly()
    {
        SecretKeyFile.Write(SecretFile, client.Secret);
        WriteKeys();
        using (EncryptedInput question = client.Encrypt(Question))
        {
            EncryptedFile.WriteQuestion(folder.PathOf("question"), question);
        }

        KeyDirectory keys = KeyDirectory.Open(folder.PathOf("evaluation"), circuit.Parameters);
        using (CircuitServer server = new(circuit, keys, new ServerOptions { Threads = 2, MaxKeyBytes = keys.ByteCount / 2 }))
        {
            using EncryptedInput question = EncryptedFile.ReadQuestion(folder.PathOf("question"), circuit, keys.Id);
            using EncryptedOutput answer = await server.EvaluateAsync(question);
            EncryptedFile.WriteAnswer(folder.PathOf("answer"), answer);
            Assert.InRange(server.KeyLoads.PeakBytes, 1, keys.ByteCount / 2);
        }

        using CircuitClient later = new(circuit, SecretKeyFile.Read(SecretFile, circuit.Parameters, Workers.Sequential));
        using EncryptedOutput received = EncryptedFile.ReadAnswer(folder.PathOf("answer"), circuit, later.KeyId);

        double[] expected = [.. InsecureCircuit.Evaluate([.. Question.Select(static value => 2.0 * value)]).Select(static value => -value)];
        Assert.True(InsecureClient.Bits(expected, [.. later.Decrypt(received).Select(static value => (double)value)]) >= 18);
    }

    [Fact]
    public async Task SeveralQuestionsAtOnceShareTheLeastBudget()
    {
        KeyDirectory keys = WriteKeys();
        long least = circuit.RequiredKeys.All.Max(need => EvaluationKey.ByteCountAt(circuit.Parameters, need.MaxLevel));
        using CircuitServer server = new(circuit, keys, new ServerOptions { Threads = 2, MaxKeyBytes = least });
        using EncryptedInput question = client.Encrypt(Question);

        EncryptedOutput[] answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => server.EvaluateAsync(question)));

        Assert.All(answers, answer => Assert.Equal(answers[0].ToBytes(), answer.ToBytes()));
        Assert.InRange(server.KeyLoads.PeakBytes, 1, least);
        Assert.All(answers, static answer => answer.Dispose());
    }

    [Fact]
    public void ProgressIsToldAfterEveryKey()
    {
        List<KeyProgress> reports = [];
        KeyDirectory keys = WriteKeys(new Observer(reports.Add));

        Assert.Equal(Enumerable.Range(1, keys.Keys.Count), reports.Select(static report => report.Made));
        Assert.All(reports, report => Assert.Equal(keys.Keys.Count, report.Count));
        Assert.Equal(keys.Keys.Select(key => key.Purpose.Describe(circuit.Parameters.LogN)), reports.Select(static report => report.Purpose));
    }

    [Fact]
    public void ACancellationLeavesNoKeyDirectory()
    {
        using CancellationTokenSource source = new();

        Assert.Throws<OperationCanceledException>(() => WriteKeys(new Observer(_ => source.Cancel()), source.Token));
        Assert.Throws<InvalidKeyDirectoryException>(() => KeyDirectory.Open(folder.PathOf("evaluation"), circuit.Parameters));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void ASecretKeyIsItsOwnersOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has access lists instead of permission bits");
        }

        SecretKeyFile.Write(SecretFile, client.Secret);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SecretFile));
        Assert.False(SecretKeyFile.IsExposed(SecretFile));
        File.SetUnixFileMode(SecretFile, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.True(SecretKeyFile.IsExposed(SecretFile));
    }

    [Fact]
    public void ASecretKeyIsNotReplacedUnasked()
    {
        SecretKeyFile.Write(SecretFile, client.Secret);
        using CircuitClient other = new(circuit);

        Assert.Contains("already", Assert.Throws<IOException>(() => SecretKeyFile.Write(SecretFile, other.Secret)).Message);
        Assert.Equal(Id, ReadId());
        SecretKeyFile.Write(SecretFile, other.Secret, overwrite: true);
        Assert.Equal(other.KeyId, ReadId());
    }

    [Theory]
    [InlineData(-1, "digest")]
    [InlineData(-33, "coefficients")]
    [InlineData(1, "end")]
    public void ASecretKeyOfAnotherLengthIsRefused(int difference, string field)
    {
        SecretKeyFile.Write(SecretFile, client.Secret);
        folder.Change("secret.key", bytes => difference < 0 ? bytes[..^-difference] : [.. bytes, 0]);

        string message = Assert.Throws<InvalidEncryptedDataException>(() => ReadId()).Message;
        Assert.Contains(SecretFile, message);
        Assert.Contains(field, message);
    }

    [Fact]
    public void ASecretKeyForOtherParametersIsRefused()
    {
        SecretKeyFile.Write(SecretFile, client.Secret);

        Assert.Contains("other parameters", Assert.Throws<InvalidEncryptedDataException>(
            () => SecretKeyFile.Read(SecretFile, InsecureParameters.LogN11, Workers.Sequential)).Message);
    }

    [Fact]
    public void AQuestionForOtherKeysIsRefused()
    {
        WriteQuestion();
        KeyId other = KeyId.Create();

        string message = QuestionFails(other);
        Assert.Contains(Id.ToString(), message);
        Assert.Contains(other.ToString(), message);
        Assert.Contains("question", message);
    }

    [Fact]
    public void ADamagedQuestionIsRefused()
    {
        WriteQuestion();
        byte[] whole = File.ReadAllBytes(folder.PathOf("question"));

        Assert.Contains("truncated", Fails(whole[..^1]));
        Assert.Contains("truncated", Fails([]));
        Assert.Contains("not a PowerSoftmax record", Fails([.. "nonsense"u8, .. whole]));
        Assert.Contains("other parameters", Fails(Flipped(10)));
        Assert.Contains("2 are there and the model", Fails(Flipped(96, 3)));
        Assert.Contains("Answer was expected", Assert.Throws<InvalidEncryptedDataException>(
            () => EncryptedFile.ReadAnswer(Restore(), circuit, Id)).Message);

        string Fails(byte[] bytes)
        {
            File.WriteAllBytes(folder.PathOf("question"), bytes);
            return QuestionFails(Id);
        }

        byte[] Flipped(int at, byte bits = 1)
        {
            byte[] copy = [.. whole];
            copy[at] ^= bits;
            return copy;
        }

        string Restore()
        {
            File.WriteAllBytes(folder.PathOf("question"), whole);
            return folder.PathOf("question");
        }
    }

    [Fact]
    public void KeysInMemoryMustFitTheBudgetToo()
    {
        KeyBudgetException error = Assert.Throws<KeyBudgetException>(
            () => new CircuitServer(circuit, client.EvaluationKeys, new ServerOptions { MaxKeyBytes = client.EvaluationKeys.ByteCount - 1 }));

        Assert.Contains("key directory", error.Message);
        Assert.Equal(client.EvaluationKeys.ByteCount, error.LeastBytes);
    }

    [Fact]
    public void AServerSaysTheLeastBudget()
    {
        KeyDirectory keys = WriteKeys();

        Assert.Contains("Allow at least", Assert.Throws<KeyBudgetException>(
            () => new CircuitServer(circuit, keys, new ServerOptions { MaxKeyBytes = 1000 })).Message);
    }

    private KeyDirectory WriteKeys(IProgress<KeyProgress>? progress = null, CancellationToken token = default) =>
        client.WriteEvaluationKeys(KeyDirectoryWriter.Create(folder.PathOf("evaluation"), circuit.Parameters, client.Identity), progress, token);

    private void WriteQuestion()
    {
        using EncryptedInput question = client.Encrypt(Question);
        EncryptedFile.WriteQuestion(folder.PathOf("question"), question);
    }

    private string QuestionFails(KeyId keys) => Assert.Throws<InvalidEncryptedDataException>(
        () => EncryptedFile.ReadQuestion(folder.PathOf("question"), circuit, keys)).Message;

    private KeyId ReadId()
    {
        using SecretKey stored = SecretKeyFile.Read(SecretFile, circuit.Parameters, Workers.Sequential);
        return stored.Id;
    }

    private sealed class Observer(Action<KeyProgress> action) : IProgress<KeyProgress>
    {
        public void Report(KeyProgress value) => action(value);
    }
}
