extern alias BertTiny;

using PowerSoftmax.Integration.Tests.Support;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Reference;
using PowerSoftmax.Onnx.Samples;
using PowerSoftmax.TestSupport;
using BertTinyModel = BertTiny::PowerSoftmax.Samples.BertTiny.BertTinyModel;

namespace PowerSoftmax.Integration.Tests.Samples;

/// <summary>Two encoder layers with bootstraps at full security, on two validation inputs.</summary>
[Collection(nameof(LargeMemoryCollection))]
public sealed class BertTinyTests
{
    private const long CacheBytes = 1_000_000_000;

    // What keys, matrices, this cache, ciphertexts and the process take, and room for other test programs.
    private const long NeededBytes = 18_000_000_000;

    private const int Tokens = 32;

    private static string Model => RepositoryRoot.File("samples/02-BertTinyPowerSoftmax/bert-tiny.onnx");

    [Fact]
    public async Task TheEncryptedModelNamesTheClassesOfOnnxRuntime()
    {
        long memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        Assert.SkipUnless(memory >= NeededBytes, $"the machine has {memory / 1_000_000_000} GB of memory; keys and matrices of bootstraps at full security take {NeededBytes / 1_000_000_000}.");

        using BertTinyModel.Client client = BertTinyModel.CreateClient();
        using BertTinyModel.Server server = BertTinyModel.CreateServer(client.EvaluationKeys, new ServerOptions { PlaintextCacheBytes = CacheBytes });
        using OnnxRuntimeSession session = OnnxRuntimeSession.Open(OnnxModelReader.Read(Model));
        double[] all = NpzFile.Read(RepositoryRoot.File("samples/02-BertTinyPowerSoftmax/bert-tiny.validation.npz"))["tokens"].Values;

        Assert.Equal(128, client.Circuit.Parameters.Certificate.Bits);
        Assert.Equal(32, client.Circuit.Parameters.Certificate.Ephemeral!.Weight);
        Assert.True(client.Circuit.Parameters.Certificate.EphemeralBits >= 128);
        Assert.NotEmpty(client.Circuit.Graph.Ops<CkksBootstrap>());

        foreach (int sample in (int[])[0, 350])
        {
            double[] tokens = all[(sample * Tokens)..((sample + 1) * Tokens)];
            Dictionary<string, Tensor> inputs = new() { ["tokens"] = new Tensor(ElementType.Int64, Shape.Of(1, Tokens), tokens) };
            double[] clear = new ClearModel(client.Circuit).Run(inputs)["logits"].Values;
            double[] reference = session.Run(inputs)["logits"].Values;
            using EncryptedInput question = client.Encrypt(Array.ConvertAll(tokens, static id => (long)id));
            using EncryptedOutput answer = await server.EvaluateAsync(question, null, TestContext.Current.CancellationToken);
            float[] logits = client.Decrypt(answer);

            Assert.Equal(Array.IndexOf(reference, reference.Max()), Array.IndexOf(logits, logits.Max()));
            double error = logits.Zip(clear, static (x, y) => Math.Abs(x - y)).Max() / (clear.Max() - clear.Min());
            Assert.InRange(-Math.Log2(error), 15, 40);
        }
    }
}
