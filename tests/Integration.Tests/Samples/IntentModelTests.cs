using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PowerSoftmax.Samples.PrivateIntent;

namespace PowerSoftmax.Integration.Tests.Samples;

/// <summary>The committed model, as ONNX Runtime sees it.</summary>
public sealed class IntentModelTests
{
    [Fact]
    public void IsRightOnNineteenOfTwentyValidationUtterances()
    {
        long[] tokens = IntentFiles.ReadArray("intent.validation.npz", "tokens");
        long[] labels = IntentFiles.ReadArray("intent.validation.npz", "labels");
        using InferenceSession session = Open();

        int right = Enumerable.Range(0, labels.Length).Count(row =>
            Classify(session, tokens[(row * IntentTokenizer.Length)..((row + 1) * IntentTokenizer.Length)]) == labels[row]);

        Assert.Equal(700, labels.Length);
        Assert.True(right >= 0.95 * labels.Length, $"{right} of {labels.Length} are right.");
    }

    [Fact]
    public void AnswersTheExampleOfTheReadme()
    {
        using InferenceSession session = Open();
        IntentTokenizer tokenizer = IntentTokenizer.Load(IntentFiles.PathOf("intent.vocab.txt"));
        string[] labels = File.ReadAllLines(IntentFiles.PathOf("intent.labels.txt"));

        Assert.Equal("PlayMusic", labels[Classify(session, tokenizer.Encode("play some jazz by miles davis"))]);
    }

    [Fact]
    public void CalibrationSamplesAreWholeUtterancesOfTheVocabulary()
    {
        long[] tokens = IntentFiles.ReadArray("intent.samples.npz", "tokens");
        int words = File.ReadAllLines(IntentFiles.PathOf("intent.vocab.txt")).Length;

        Assert.Equal(256 * IntentTokenizer.Length, tokens.Length);
        Assert.All(tokens, id => Assert.InRange(id, 0, words - 1));
    }

    private static InferenceSession Open()
    {
        using SessionOptions options = new() { IntraOpNumThreads = 1 };

        return new InferenceSession(IntentFiles.PathOf("intent.onnx"), options);
    }

    private static int Classify(InferenceSession session, long[] tokens)
    {
        DenseTensor<long> input = new(tokens, [1, IntentTokenizer.Length]);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs =
            session.Run([NamedOnnxValue.CreateFromTensor("tokens", input)]);
        float[] logits = [.. outputs[0].AsEnumerable<float>()];

        return Array.IndexOf(logits, logits.Max());
    }
}
