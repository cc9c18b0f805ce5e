using PowerSoftmax.Integration.Tests.Samples;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Samples.PrivateIntent;

namespace PowerSoftmax.Integration.Tests.Support;

/// <summary>The sample's generated class with real keys at full security, and one question answered; shared, because keys take seconds.</summary>
public sealed class PrivateIntent : IAsyncLifetime
{
    public const string Text = "play some jazz by miles davis";

    public IntentModel.Client Client { get; } = IntentModel.CreateClient();

    public IntentModel.Server Server { get; private set; } = null!;

    public long[] Tokens { get; } = IntentTokenizer.Load(IntentFiles.PathOf("intent.vocab.txt")).Encode(Text);

    public EncryptedInput Question { get; private set; } = null!;

    public EncryptedOutput Answer { get; private set; } = null!;

    public float[] Logits { get; private set; } = [];

    /// <summary>The same polynomials in the clear.</summary>
    public double[] ClearLogits => new ClearModel(Client.Circuit).Run(new Dictionary<string, Tensor>
    {
        ["tokens"] = new Tensor(ElementType.Int64, Shape.Of(1, IntentTokenizer.Length), Array.ConvertAll(Tokens, static id => (double)id)),
    })["logits"].Values;

    public async ValueTask InitializeAsync()
    {
        Server = IntentModel.CreateServer(Client.EvaluationKeys);
        Question = Client.Encrypt(Tokens);
        Answer = await Server.EvaluateAsync(Question);
        Logits = Client.Decrypt(Answer);
    }

    public ValueTask DisposeAsync()
    {
        Question.Dispose();
        Answer.Dispose();
        Server.Dispose();
        Client.Dispose();
        return ValueTask.CompletedTask;
    }
}
