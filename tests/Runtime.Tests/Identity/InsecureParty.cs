using PowerSoftmax.Client;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Tests.Circuits;
using PowerSoftmax.Runtime.Tests.Keys;

namespace PowerSoftmax.Runtime.Tests.Identity;

/// <summary>One client of one circuit with everything that is its own: keys in memory and on disk, a question, a server, and its answer.</summary>
internal sealed class InsecureParty : IDisposable
{
    private static readonly Tensor Values = Tensor.Float(Ir.Types.Shape.Of(8, 16), [.. DiagonalMatrixTests.Slots(128).Select(static value => value / 8)]);

    private readonly KeyFolder folder = new();

    public InsecureParty(Circuit circuit)
    {
        Client = new CircuitClient(circuit);
        Server = new CircuitServer(circuit, Client.EvaluationKeys, new ServerOptions { Threads = 1 });
        Question = Client.Encrypt(Input);
        Answer = Server.EvaluateAsync(Question).GetAwaiter().GetResult();
        Stored = Client.WriteEvaluationKeys(KeyDirectoryWriter.Create(folder.PathOf("evaluation"), circuit.Parameters, Client.Identity));
        EncryptedFile.WriteQuestion(QuestionFile, Question);
        EncryptedFile.WriteAnswer(AnswerFile, Answer);
        SecretKeyFile.Write(SecretFile, Client.Secret);
    }

    public static IReadOnlyDictionary<string, Tensor> Input { get; } = new Dictionary<string, Tensor> { ["ids"] = Values };

    public Circuit Circuit => Client.Circuit;

    public CircuitClient Client { get; }

    public CircuitServer Server { get; }

    public EncryptedInput Question { get; }

    public EncryptedOutput Answer { get; }

    public KeyDirectory Stored { get; }

    public string QuestionFile => folder.PathOf("question");

    public string AnswerFile => folder.PathOf("answer");

    public string SecretFile => folder.PathOf("secret.key");

    /// <summary>Whether an answer says what the model says in the clear.</summary>
    public void AssertRight(IReadOnlyDictionary<string, Tensor> decrypted)
    {
        double[] expected = new ClearModel(Circuit).Run(Input).Single().Value.Values;
        Assert.True(InsecureClient.Bits(expected, decrypted.Single().Value.Values) >= 18);
    }

    public void Dispose()
    {
        Answer.Dispose();
        Question.Dispose();
        Server.Dispose();
        Client.Dispose();
        folder.Dispose();
    }
}
