using PowerSoftmax.Client;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Lowering;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Passes.Tests.Lowering;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Integration.Tests.Circuits;

/// <summary>A one-layer transformer with random weights through levels and scales to an encrypted answer, on a small insecure ring.</summary>
public sealed class CompiledTransformerTests
{
    private const int LogN = 11;

    private readonly Module packed;
    private readonly Dictionary<string, Tensor> input;
    private readonly CkksParameterSet insecure;
    private readonly Graph ckks;

    public CompiledTransformerTests()
    {
        NormalFormModel model = new(8, 16, 2, 32, 5, 4);
        packed = LowerToPacked.Run(model.Build(), 1 << (LogN - 1));
        input = model.Inputs().ToDictionary(static pair => pair.Key, static pair => Small(pair.Value));
        Graph graph = packed.Find(ModuleKeys.Circuit)!;
        int levels = DepthAnalysis.Run(graph, new Level(0)).Depth;
        insecure = CkksParameterSet.Create(PrimeSelection.Select(new ChainRequest(LogN, levels, 40, 48, 4, SecurityLevel.InsecureTest)));
        ckks = LowerToCkks.Run(graph, packed.Weights, insecure, new Level(0));
    }

    [Fact]
    public async Task EncryptedAnswersAreAsPreciseAsPredicted()
    {
        Module module = packed with { Graphs = EquatableArray<Graph>.Of(ckks) };
        Circuit circuit = Circuit.Of(module.WithMeta(ModuleKeys.Parameters, insecure.Literal.ToText()));

        using CircuitClient client = new(circuit);
        using CircuitServer server = new(circuit, client.EvaluationKeys);
        using EncryptedInput question = client.Encrypt(input);
        using EncryptedOutput answer = await server.EvaluateAsync(question, null, TestContext.Current.CancellationToken);
        double[] decrypted = client.DecryptAll(answer)["logits"].Values;

        double[] meant = SlotInterpreter.Run(packed.Find(ModuleKeys.Circuit)!, input, packed.Weights)["logits"].Values;
        double error = decrypted.Zip(meant, static (left, right) => Math.Abs(left - right)).Max();
        OperationCosts costs = new(new CostModel(CostTable.Default(), LogN, 4), ckks, new MatrixProductCounts(ckks));
        int keySwitches = ckks.Nodes.Sum(node => costs.Of(node).KeySwitches);
        NoiseReport predicted = NoiseAnalysis.Run(ckks, new NoiseModel(insecure), packed.Weights, [input]);

        Assert.InRange(error / predicted.Outputs[0].Deviation, 0.02, OutputNoise.Sigmas);

        // The engine relinearizes some sums of products once where the prediction counts a key switch a product.
        Assert.InRange(answer.Latency!.Total.KeySwitches, 0.9 * keySwitches, keySwitches);
    }

    private static Tensor Small(Tensor tensor) => new(tensor.Type.Element, tensor.Shape, Array.ConvertAll(tensor.Values, static x => 0.15 * x));
}
