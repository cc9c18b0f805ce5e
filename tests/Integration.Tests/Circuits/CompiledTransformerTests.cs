using PowerSoftmax.Client;
using PowerSoftmax.Integration.Tests.Support;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Answers;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Passes.Predict;
using PowerSoftmax.Passes.Tests.Support;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Integration.Tests.Circuits;

/// <summary>A one-layer transformer with random weights through levels and scales to an encrypted answer, on a small insecure ring.</summary>
public sealed class CompiledTransformerTests
{
    private const int LogN = 11;
    private const int Questions = 4;

    /// <summary>Bits by which answers may be more precise than predicted: the prediction is of errors of five deviations, and most have one.</summary>
    private const double SpareBits = 3;

    private readonly Module packed;
    private readonly Dictionary<string, Tensor>[] inputs;
    private readonly CkksParameterSet insecure;
    private readonly Graph ckks;

    public CompiledTransformerTests()
    {
        NormalFormModel model = new(8, 16, 2, 32, 5, 4);
        packed = HideAnswers.Run(LowerToRows.Run(model.Build(), 1 << (LogN - 1)));
        inputs = [.. Enumerable.Range(1, Questions).Select(question => model.Inputs().ToDictionary(
            static pair => pair.Key, pair => pair.Value.Map(value => 0.15 / question * value)))];
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
        NoiseReport predicted = NoiseAnalysis.Run(ckks, new NoiseModel(insecure), packed.Weights, inputs);
        (double error, long keySwitches) = await LargestErrorAsync(client, server, 20 * predicted.Outputs[0].Deviation);
        double bits = -Math.Log2(error / predicted.Outputs[0].Range);

        Assert.InRange(bits, predicted.Bits, predicted.Bits + SpareBits);

        // The engine relinearizes some sums of products once where the prediction counts a key switch a product.
        OperationCosts costs = new(new CostModel(CostTable.Default(), LogN, 4), ckks, new MatrixProductCounts(ckks));
        int counted = ckks.Nodes.Sum(node => costs.Of(node).KeySwitches);
        Assert.InRange(keySwitches, 0.9 * counted, counted);
    }

    private async Task<(double Error, long KeySwitches)> LargestErrorAsync(CircuitClient client, CircuitServer server, double noise)
    {
        double largest = 0;
        long keySwitches = 0;
        foreach (Dictionary<string, Tensor> input in inputs)
        {
            using EncryptedInput question = client.Encrypt(input);
            using EncryptedOutput answer = await server.EvaluateAsync(question, null, TestContext.Current.CancellationToken);
            double[] decrypted = client.DecryptAll(answer)["logits"].Values;
            double[] meant = SlotInterpreter.Run(packed.Find(ModuleKeys.Circuit)!, input, packed.Weights)["logits"].Values;
            largest = Math.Max(largest, decrypted.Zip(meant, static (left, right) => Math.Abs(left - right)).Max());
            AnswerSlots.AssertHidden(answer.Ciphertexts[0], client, meant, noise);
            keySwitches = answer.Latency!.Total.KeySwitches;
        }

        return (largest, keySwitches);
    }
}
