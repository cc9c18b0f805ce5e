using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Samples.BertTiny;

/// <summary>The model of four layers, with new keys.</summary>
internal sealed class FourLayers : IDeepModel
{
    private readonly BertTinyFourLayersModel.Client client;
    private readonly BertTinyFourLayersModel.Server server;

    public FourLayers()
    {
        client = BertTinyFourLayersModel.CreateClient();
        server = BertTinyFourLayersModel.CreateServer(client.EvaluationKeys);
    }

    public string File => "bert-tiny-4.onnx";

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
