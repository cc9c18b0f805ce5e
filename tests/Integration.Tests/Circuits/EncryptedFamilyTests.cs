using PowerSoftmax.Client;
using PowerSoftmax.Integration.Tests.Support;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Answers;
using PowerSoftmax.Passes.Kernels;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Passes.Predict;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.TestSupport.Shapes;

namespace PowerSoftmax.Integration.Tests.Circuits;

/// <summary>Members of the shape family, laid out in rows, are encrypted what they are in the clear, on a small insecure ring: as precise as predicted, and with nothing in the answer but the outputs.</summary>
public sealed class EncryptedFamilyTests
{
    /// <summary>So few slots that values of every member are bundles.</summary>
    private const int LogN = 11;

    /// <summary>Encryptions of the one input that the polynomials of a member are made for.</summary>
    private const int Questions = 5;

    /// <summary>Bits by which answers may be more precise than predicted.</summary>
    /// <remarks>
    /// Predicted are five deviations, 2.3 bits above one. Errors of a numerator and its denominator are mostly one error and cancel where the
    /// prediction adds them: up to 2 bits were measured. And members with few outputs may be lucky on all questions.
    /// </remarks>
    private const double SpareBits = 5;

    private static readonly Level Outputs = new(0);

    public static TheoryData<int> Members =>
    [
        2, // softmax, a mask input, first token
        19, // relu by its sum, three inputs at once, keys much wider than values
        35, // relu by its sum, causal, values wider than keys, a result for each token
        44, // squared relu, two inputs at once, their lengths, mean
        46, // decay over a context, mean
        47, // linear attention of 29 tokens, the middle one
        88, // powers of 4 by their sum, rotary, the last of 5 tokens
        126, // decay of 5 heads, then relu by its sum of 4, causal
        134, // decay, causal, three inputs at once, a mask for each, a result for each token
        157, // pointwise, causal, a mask input, values thrice as wide as keys
        176, // powers of 8 by their sum, over a context, gated
        201, // powers by their mean of 12 heads, causal, then decay of 6 heads, rotary
    ];

    [Theory]
    [MemberData(nameof(Members))]
    public async Task AnswersAreAsPreciseAsPredictedAndShowNothingElse(int number)
    {
        (ModelShape shape, Module tensors, IReadOnlyDictionary<string, Tensor> input) = ShapeCircuit.Member(number);
        Module packed = HideAnswers.Run(new JoinMaps().Run(LowerToRows.Run(tensors, 1 << (LogN - 1))));
        Graph slots = packed.Find(ModuleKeys.Circuit)!;
        CkksParameterSet insecure = InsecureParameters(slots);
        Graph ckks = LowerToCkks.Run(slots, packed.Weights, insecure, Outputs);
        Circuit circuit = Circuit.Of((packed with { Graphs = EquatableArray<Graph>.Of(ckks) }).WithMeta(ModuleKeys.Parameters, insecure.Literal.ToText()));
        NoiseReport predicted = NoiseAnalysis.Run(ckks, new NoiseModel(insecure), packed.Weights, [input]);

        Assert.Contains(slots.Nodes, static node => ((PackedType)node.Type).Layout.CiphertextCount > 1);
        Assert.DoesNotContain(Headroom.Of(ckks, predicted, insecure), static node => !node.IsEnough);

        using CircuitClient client = new(circuit);
        using CircuitServer server = new(circuit, client.EvaluationKeys);
        double[] meant = SlotInterpreter.Run(slots, input, packed.Weights)["y"].Values;
        OutputNoise noise = Assert.Single(predicted.Outputs);
        double error = await LargestErrorAsync(client, server, input, meant, 20 * noise.Deviation);
        double bits = -Math.Log2(error / noise.Range);

        Assert.True(predicted.Bits <= bits && bits <= predicted.Bits + SpareBits, $"{shape}: {bits:0.0} bits where {predicted.Bits:0.0} are predicted");
    }

    [Fact]
    public void MembersAreOfEveryKind()
    {
        ModelShape[] shapes = [.. Members.Select(static member => ShapeFamily.Member(member))];
        LayerShape[] layers = [.. shapes.SelectMany(static shape => shape.Layers)];

        Assert.Equal(Enum.GetValues<AttentionKind>(), layers.Select(static layer => layer.Attention).Distinct().Order());
        Assert.Equal(Enum.GetValues<PaddingKind>(), shapes.Select(static shape => shape.Padding).Distinct().Order());
        Assert.Equal(Enum.GetValues<RotaryKind>(), layers.Select(static layer => layer.Rotary).Distinct().Order());
        Assert.Superset(
            new HashSet<PoolingKind> { PoolingKind.Tokens, PoolingKind.First, PoolingKind.Middle, PoolingKind.Last, PoolingKind.Mean },
            shapes.Select(static shape => shape.Pooling).ToHashSet());
        Assert.Contains(layers, static layer => layer.Context > 0);
        Assert.Contains(layers, static layer => layer.Causal);
        Assert.Contains(layers, static layer => layer.ValueWidth > layer.KeyWidth);
        Assert.Contains(shapes, static shape => shape.Batch == 3);
        Assert.Contains(shapes, static shape => shape.Layers.Count == 2 && shape.Layers[0].Heads != shape.Layers[1].Heads);
    }

    private static CkksParameterSet InsecureParameters(Graph slots)
    {
        int levels = DepthAnalysis.Run(slots, Outputs).Depth;
        return CkksParameterSet.Create(PrimeSelection.Select(new ChainRequest(LogN, levels, 40, 48, 4, SecurityLevel.InsecureTest)));
    }

    private static async Task<double> LargestErrorAsync(
        CircuitClient client, CircuitServer server, IReadOnlyDictionary<string, Tensor> input, double[] meant, double noise)
    {
        double largest = 0;
        for (int question = 0; question < Questions; question++)
        {
            using EncryptedInput encrypted = client.Encrypt(input);
            using EncryptedOutput answer = await server.EvaluateAsync(encrypted, null, TestContext.Current.CancellationToken);
            double[] decrypted = client.DecryptAll(answer)["y"].Values;
            largest = Math.Max(largest, decrypted.Zip(meant, static (left, right) => Math.Abs(left - right)).Max());
            AnswerSlots.AssertHidden(Assert.Single(answer.Ciphertexts), client, meant, noise);
        }

        return largest;
    }
}
