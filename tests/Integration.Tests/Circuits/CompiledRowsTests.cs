using Google.Protobuf;
using PowerSoftmax.Client;
using PowerSoftmax.Integration.Tests.Support;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Passes;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.TestSupport.Shapes;

namespace PowerSoftmax.Integration.Tests.Circuits;

/// <summary>Models of many shapes, through the whole compiler, encrypted at 128 bits.</summary>
[Collection(nameof(LargeMemoryCollection))]
public sealed class CompiledRowsTests
{
    private const int Samples = 140;

    /// <summary>Of the samples, those that are encrypted.</summary>
    private const int Questions = 4;

    /// <summary>Keeps the sums of squared scores so near to their smallest that the reciprocal is of a small degree, and the circuit without bootstraps.</summary>
    private const double InputSize = 0.3;

    // The outputs of random weights are no classes.
    private static readonly CompilerOptions Options = new() { AgreementAsked = 0 };

    /// <summary>Bits by which answers may be more precise than predicted; see <see cref="EncryptedFamilyTests"/>.</summary>
    private const double SpareBits = 5;

    [Fact]
    public Task FiveTokensAndThreeHeadsOfSix() => AnswersAsTheModelAsync(
        new ModelShape(1, 5, 18, 3) { Pooling = PoolingKind.Mean, Layers = [new LayerShape(3, 6, 6)] });

    [Fact]
    public Task PaddingByAMaskInputAndTheFirstOfSixTokens() => AnswersAsTheModelAsync(
        new ModelShape(1, 6, 12, 4) { Padding = PaddingKind.MaskInput, Pooling = PoolingKind.First, Layers = [new LayerShape(3, 5, 7) { Mask = MaskSpelling.FactorOfPowers }] });

    [Fact]
    public async Task EachOfThreeInputsAtOnceGetsItsOwnAnswer()
    {
        const int Batch = 3;
        (ImportedModel imported, Dictionary<string, Tensor>[] samples) = Model(new ModelShape(1, 4, 8, 3) { Pooling = PoolingKind.Mean, Layers = [new LayerShape(2, 4, 4)] });
        CompilationResult result = Compiler.Compile(imported.Module, Calibration(imported, samples), Options with { Batch = Batch });
        Circuit circuit = Circuit.Of(result.Module!);
        OutputNoise noise = Assert.Single(result.Plan!.Noise.Outputs);
        using CircuitClient client = new(circuit);
        using CircuitServer server = new(circuit, client.EvaluationKeys);
        ClearModel clear = new(circuit);

        Assert.Equal((Batch, 128), (circuit.Batch, result.Plan.Parameters.Certificate.Bits));
        foreach (Dictionary<string, Tensor>[] questions in (Dictionary<string, Tensor>[][])[samples[..3], samples[3..5], samples[5..6]])
        {
            using EncryptedInput question = client.EncryptBatch(questions);
            using EncryptedOutput answer = await server.EvaluateAsync(question, null, TestContext.Current.CancellationToken);
            IReadOnlyList<float[]> decrypted = client.DecryptBatch(answer, questions.Length);

            Assert.Equal(questions.Length, decrypted.Count);
            for (int i = 0; i < questions.Length; i++)
            {
                double[] meant = clear.Run(questions[i])["y"].Values;
                Assert.InRange(Distance([.. decrypted[i].Select(static value => (double)value)], meant), 0, noise.Range * Math.Pow(2, -noise.Bits));
                Assert.InRange(Distance(meant, TensorInterpreter.Run(imported.Graph, imported.Module.Weights, questions[i])["y"].Values) / noise.Range, 0, 4 * Options.ErrorBudget);
            }

            Assert.Equal(decrypted[0], client.Decrypt(answer));
        }

        Assert.Contains("takes 1 to 3 inputs at once, 4 are asked for", Assert.Throws<ArgumentException>(() => client.EncryptBatch(samples[..4])).Message);
        Assert.Contains("takes 1 to 3 inputs at once, 4 are given", Assert.Throws<ArgumentException>(() => clear.RunBatch(samples[..4])).Message);
        Assert.Contains("takes 1 to 3 inputs at once, 0 are asked for", Assert.Throws<ArgumentException>(() => client.EncryptBatch(Array.Empty<Dictionary<string, Tensor>>())).Message);
    }

    private static async Task AnswersAsTheModelAsync(ModelShape shape)
    {
        (ImportedModel imported, Dictionary<string, Tensor>[] samples) = Model(shape);
        ICalibrationSource calibration = Calibration(imported, samples);
        CompilerOptions options = Options;
        CompilationResult result = Compiler.Compile(imported.Module, calibration, options);

        Assert.Empty(result.Diagnostics);
        Assert.Equal("rows", Assert.Single(result.Plan!.Attempts, static attempt => attempt.IsTaken).Layouts);
        Assert.Equal((128, 0), (result.Plan.Parameters.Certificate.Bits, result.Plan.BootstrapCount));

        Circuit circuit = Circuit.Of(result.Module!);
        OutputNoise noise = Assert.Single(result.Plan.Noise.Outputs);
        using CircuitClient client = new(circuit);
        using CircuitServer server = new(circuit, client.EvaluationKeys);
        ClearModel clear = new(circuit);
        double largest = 0;
        foreach (Dictionary<string, Tensor> question in samples.Take(Questions))
        {
            double[] meant = clear.Run(question)["y"].Values;
            double[] decrypted = await DecryptedAsync(client, server, question, meant, 20 * noise.Deviation);
            double[] original = TensorInterpreter.Run(imported.Graph, imported.Module.Weights, question)["y"].Values;
            largest = Math.Max(largest, Distance(decrypted, meant));
            Assert.InRange(Distance(decrypted, original) / noise.Range, 0, 4 * options.ErrorBudget);
        }

        Assert.InRange(-Math.Log2(largest / noise.Range), noise.Bits, noise.Bits + SpareBits);
    }

    private static async Task<double[]> DecryptedAsync(CircuitClient client, CircuitServer server, Dictionary<string, Tensor> input, double[] meant, double noise)
    {
        using EncryptedInput question = client.Encrypt(input);
        using EncryptedOutput answer = await server.EvaluateAsync(question, null, TestContext.Current.CancellationToken);
        AnswerSlots.AssertHidden(Assert.Single(answer.Ciphertexts), client, meant, noise);
        return client.DecryptAll(answer)["y"].Values;
    }

    private static (ImportedModel Imported, Dictionary<string, Tensor>[] Samples) Model(ModelShape shape)
    {
        ImportedModel imported = OnnxImporter.Import(OnnxModelReader.Read(ShapeModel.Create(shape).ToByteArray(), "shape.onnx"));
        return (imported, [.. Enumerable.Range(1, Samples).Select(seed => Sample(imported, seed))]);
    }

    private static InterpretedCalibration Calibration(ImportedModel imported, Dictionary<string, Tensor>[] samples) => new(imported.Graph, imported.Module.Weights, samples);

    private static Dictionary<string, Tensor> Sample(ImportedModel imported, int seed) => ShapeInputs.Of(imported.Graph, seed).ToDictionary(
        static pair => pair.Key, static pair => pair.Key == "x" ? new Tensor(pair.Value.Type.Element, pair.Value.Shape, Array.ConvertAll(pair.Value.Values, static x => InputSize * x)) : pair.Value);

    private static double Distance(double[] left, double[] right) => left.Zip(right, static (x, y) => Math.Abs(x - y)).Max();
}
