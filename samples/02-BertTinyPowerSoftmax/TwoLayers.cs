using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Samples.BertTiny;

/// <summary>The model of two layers, with new keys.</summary>
internal sealed class TwoLayers : IDeepModel
{
    private readonly BertTinyModel.Client client;
    private readonly BertTinyModel.Server server;

    public TwoLayers()
    {
        client = BertTinyModel.CreateClient();
        server = BertTinyModel.CreateServer(client.EvaluationKeys);
    }

    public string File => "bert-tiny.onnx";

    public Circuit Circuit => client.Circuit;

    public EvaluationKeys EvaluationKeys => client.EvaluationKeys;

    public EncryptedInput Encrypt(long[] tokens) => client.Encrypt(tokens);

    public Task<EncryptedOutput> EvaluateAsync(EncryptedInput question, IProgress<CircuitProgress> progress) => server.EvaluateAsync(question, progress);

    public float[] Decrypt(EncryptedOutput answer) => client.Decrypt(answer);

    public void Dispose()
    {
        server.Dispose();
        client.Dispose();
    }
}
