using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using PowerSoftmax.Client;
using PowerSoftmax.Generator.Tests.Support;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Generator.Tests.Emission;

/// <summary>The emitted server computes what the circuit says, on the engine, at insecure small parameters.</summary>
public sealed class EmittedServerTests
{
    private const string Source = """
        namespace Intents;

        [PowerSoftmax.EncryptedModel("transformer.onnx", Calibration = "transformer.samples.npz")]
        internal static partial class IntentModel;
        """;

    [Fact]
    public async Task ItAnswersLikeTheRunnerOfTheCircuitInsecure()
    {
        Type model = Emit().GetType("Intents.IntentModel", throwOnError: true)!;
        using ModelClient client = (ModelClient)model.GetMethod("CreateClient")!.Invoke(null, null)!;
        using ModelServer server = Server(model, client.EvaluationKeys, null);
        using CircuitServer runner = new(client.Circuit, client.EvaluationKeys);
        using EncryptedInput question = client.Encrypt(new Dictionary<string, Tensor> { ["x"] = Input() });

        using EncryptedOutput emitted = await server.EvaluateAsync(question, null, TestContext.Current.CancellationToken);
        using EncryptedOutput walked = await runner.EvaluateAsync(question, null, TestContext.Current.CancellationToken);

        float[] logits = client.Decrypt(emitted);
        Assert.Equal(7, logits.Length);
        Assert.All(logits.Zip(client.Decrypt(walked)), static pair => Assert.Equal(pair.Second, pair.First, 1e-3));
        Assert.Contains(logits, static logit => Math.Abs(logit) > 0.01);
        await KeysOfADirectoryGiveTheSameAnswer(model, client, question, emitted.ToBytes());
    }

    private static async Task KeysOfADirectoryGiveTheSameAnswer(Type model, ModelClient client, EncryptedInput question, byte[] expected)
    {
        string folder = Directory.CreateTempSubdirectory("powersoftmax-emitted-").FullName;
        try
        {
            KeyDirectoryWriter writer = KeyDirectoryWriter.Create(folder, client.Circuit.Parameters, client.Identity);
            foreach (EvaluationKey key in client.EvaluationKeys.Galois.Append(client.EvaluationKeys.Relinearization).OfType<EvaluationKey>())
            {
                writer.Write(key);
            }

            KeyDirectory keys = writer.Complete();
            long budget = keys.ByteCount / 3;
            using ModelServer server = Server(model, keys, new ServerOptions { MaxKeyBytes = budget });
            using EncryptedOutput answer = await server.EvaluateAsync(question, null, TestContext.Current.CancellationToken);

            Assert.Equal(expected, answer.ToBytes());
            Assert.Equal(client.Circuit.KeyPlan.Predict(purpose => EvaluationKey.ByteCountAt(keys.Parameters, keys.Find(purpose)!.MaxLevel), budget), server.KeyLoads);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ModelServer Server(Type model, object keys, ServerOptions? options) =>
        (ModelServer)model.GetMethod("CreateServer", [keys.GetType(), typeof(ServerOptions)])!.Invoke(null, [keys, options])!;

    // Small, since the circuit's polynomials are made up: larger values would leave the headroom, and no answer could be read.
    private static Tensor Input()
    {
        Random random = new(5);
        return new Tensor(ElementType.Float64, Shape.Of(8, 16), [.. Enumerable.Range(0, 128).Select(_ => ((2 * random.NextDouble()) - 1) / 4)]);
    }

    private static Assembly Emit()
    {
        GeneratorRun run = GeneratorRun.Of(Source, CircuitFixture.Load("transformer"));
        using MemoryStream assembly = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = run.Compilation.Emit(
            assembly, manifestResources: [Resource("transformer.psir"), Resource("transformer.psw")], cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        assembly.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(assembly);
    }

    private static ResourceDescription Resource(string name) =>
        new(name, () => File.OpenRead(RepositoryFiles.OfThisProject("Circuits", name)), isPublic: true);
}
