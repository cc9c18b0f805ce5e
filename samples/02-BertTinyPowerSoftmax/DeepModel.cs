using PowerSoftmax.Client;

namespace PowerSoftmax.Samples.BertTiny;

/// <summary>Client and server of one of the two models, with new keys.</summary>
/// <param name="File">The ONNX file beside the program.</param>
/// <param name="Client">Has the secret key.</param>
/// <param name="Server">Has the evaluation keys.</param>
/// <param name="Encrypt">The client's, for the ids of words.</param>
/// <param name="Decrypt">The client's, to logits.</param>
internal sealed record DeepModel(
    string File, ModelClient Client, ModelServer Server, Func<long[], EncryptedInput> Encrypt, Func<EncryptedOutput, float[]> Decrypt) : IDisposable
{
    public static DeepModel TwoLayers()
    {
        BertTinyModel.Client client = BertTinyModel.CreateClient();
        return new DeepModel("bert-tiny.onnx", client, BertTinyModel.CreateServer(client.EvaluationKeys), tokens => client.Encrypt(tokens), client.Decrypt);
    }

    public static DeepModel FourLayers()
    {
        BertTinyFourLayersModel.Client client = BertTinyFourLayersModel.CreateClient();
        return new DeepModel("bert-tiny-4.onnx", client, BertTinyFourLayersModel.CreateServer(client.EvaluationKeys), tokens => client.Encrypt(tokens), client.Decrypt);
    }

    public void Dispose()
    {
        Server.Dispose();
        Client.Dispose();
    }
}
