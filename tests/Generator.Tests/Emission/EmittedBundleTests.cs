using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using PowerSoftmax.Client;
using PowerSoftmax.Generator.Tests.Support;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Generator.Tests.Emission;

/// <summary>Emitted code of a circuit of bundles: one call an op, and the answer of the circuit.</summary>
public sealed class EmittedBundleTests
{
    private const string Source = "namespace Bundles { [PowerSoftmax.EncryptedModel(\"insecure.onnx\")] internal static partial class BundleModel; }";

    [Fact]
    public void AnOperationOnABundleIsOneCall()
    {
        (string text, byte[] _) = BundleCircuit.Files();
        string server = Run(text)["Bundles.BundleModel.Server.g.cs"];

        Assert.Matches(@"Ckks::CiphertextBundle \w+ = session\.Sum\(\w+, 4\); +// level 5, scale 2\^84, degree 2", server);
        Assert.Matches(@"Ckks::CiphertextBundle \w+ = session\.Part\(\w+, 7\); +// level 5, scale 2\^42, 2 ciphertexts", server);
        Assert.Matches(@"Ckks::CiphertextBundle \w+ = session\.Join\(\[\w+, \w+\], 9\); +// level 4, scale 2\^42, 3 ciphertexts", server);
    }

    [Fact]
    public void ALinearMapBetweenBundlesIsOneCall()
    {
        string server = Run(LinearMapCircuit.Files().Text)["Bundles.BundleModel.Server.g.cs"];

        Assert.Matches(@"Ckks::CiphertextBundle \w+ = session\.LinearMap\(x, 1\); +// level 3 -> 2, scale 2\^42, 2 ciphertexts, 4 rotations", server);
        Assert.Matches(@"Ckks::CiphertextBundle \w+ = session\.LinearMap\(\w+, 3\); +// level 1 -> 0, scale 2\^42, 4 ciphertexts", server);
    }

    [Fact]
    public async Task TheGeneratedClassAnswersInsecure()
    {
        (string text, byte[] weights) = BundleCircuit.Files();
        Type model = Emit(text, weights).GetType("Bundles.BundleModel", throwOnError: true)!;
        using ModelClient client = (ModelClient)model.GetMethod("CreateClient")!.Invoke(null, null)!;
        using ModelServer server = (ModelServer)model.GetMethod("CreateServer", [client.EvaluationKeys.GetType(), typeof(ServerOptions)])!.Invoke(null, [client.EvaluationKeys, null])!;
        using EncryptedInput question = client.Encrypt(new Dictionary<string, Tensor>
        {
            ["x"] = new Tensor(ElementType.Float64, Shape.Of(BundleCircuit.Tokens, BundleCircuit.Features), BundleCircuit.Question()),
        });

        using EncryptedOutput answer = await server.EvaluateAsync(question, null, TestContext.Current.CancellationToken);

        double[] y = client.DecryptAll(answer)["y"].Values;
        Assert.All(BundleCircuit.Answer(BundleCircuit.Question()).Zip(y), static pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public async Task ProductsInPairsAreOneCallAndAnswerInsecure()
    {
        (string text, byte[] weights) = PairCircuit.Files();
        string server = Run(text)["Bundles.BundleModel.Server.g.cs"];

        Assert.Matches(@"session\.MultiplyPairs\(\[\w+, \w+\], 3\); +// level 3, scale 2\^84, 4 ciphertexts, pairs, degree 2", server);
        Assert.Matches(@"session\.InnerProduct\(\w+, \w+, 10\); +// level 2, scale 2\^84, sums, degree 2", server);

        Type model = Emit(text, weights).GetType("Bundles.BundleModel", throwOnError: true)!;
        using ModelClient client = (ModelClient)model.GetMethod("CreateClient")!.Invoke(null, null)!;
        using ModelServer evaluator = (ModelServer)model.GetMethod("CreateServer", [client.EvaluationKeys.GetType(), typeof(ServerOptions)])!.Invoke(null, [client.EvaluationKeys, null])!;
        using EncryptedInput question = client.Encrypt(PairCircuit.Question());

        using EncryptedOutput answer = await evaluator.EvaluateAsync(question, null, TestContext.Current.CancellationToken);

        IReadOnlyDictionary<string, Tensor> decrypted = client.DecryptAll(answer);
        Assert.All(PairCircuit.Answer(), output => Assert.All(output.Value.Zip(decrypted[output.Key].Values), static pair => Assert.Equal(pair.First, pair.Second, 1e-5)));
    }

    private static GeneratorRun Run(string text) => GeneratorRun.Of(Source, new CircuitFixture("obj/powersoftmax/insecure.psir", text, "insecure.onnx", null));

    private static Assembly Emit(string text, byte[] weights)
    {
        using MemoryStream assembly = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = Run(text).Compilation.Emit(
            assembly,
            manifestResources: [Resource("insecure.psir", Encoding.UTF8.GetBytes(text)), Resource("insecure.psw", weights)],
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        assembly.Position = 0;
        return new AssemblyLoadContext("bundles").LoadFromStream(assembly);
    }

    private static ResourceDescription Resource(string name, byte[] content) => new(name, () => new MemoryStream(content), isPublic: true);
}
