using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using PowerSoftmax.Client;
using PowerSoftmax.Generator.Tests.Support;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

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
        using ModelServer server = (ModelServer)model.GetMethod("CreateServer")!.Invoke(null, [client.EvaluationKeys, null])!;
        using CircuitServer runner = new(client.Circuit, client.EvaluationKeys);
        using EncryptedInput question = client.Encrypt(new Dictionary<string, Tensor> { ["x"] = Input() });

        using EncryptedOutput emitted = await server.EvaluateAsync(question, null, TestContext.Current.CancellationToken);
        using EncryptedOutput walked = await runner.EvaluateAsync(question, null, TestContext.Current.CancellationToken);

        float[] logits = client.Decrypt(emitted);
        Assert.Equal(7, logits.Length);
        Assert.All(logits.Zip(client.Decrypt(walked)), static pair => Assert.Equal(pair.Second, pair.First, 1e-3));
        Assert.Contains(logits, static logit => Math.Abs(logit) > 0.01);
    }

    private static Tensor Input()
    {
        Random random = new(5);
        return new Tensor(ElementType.Float64, Shape.Of(8, 16), [.. Enumerable.Range(0, 128).Select(_ => (2 * random.NextDouble()) - 1)]);
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
