using System.Diagnostics;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Samples.PrivateIntent;
using Spectre.Console;

namespace PowerSoftmax.Samples.BertTiny;

/// <summary>One question, from the words to the decrypted answer. Client and server share this process; only bytes go between them.</summary>
internal static class PrivateQuestion
{
    /// <exception cref="ArgumentException">The text is too long for the model.</exception>
    public static async Task AskAsync(string text, int layers, IAnsiConsole console)
    {
        long[] tokens = IntentTokenizer.Load(SampleFiles.PathOf("bert-tiny.vocab.txt")).Encode(text);
        string[] labels = File.ReadAllLines(SampleFiles.PathOf("bert-tiny.labels.txt"));

        // The client has the secret key. The server gets the evaluation keys, which decrypt nothing.
        console.WriteLine("Making keys ...");
        long start = Stopwatch.GetTimestamp();
        using DeepModel model = layers == 4 ? DeepModel.FourLayers() : DeepModel.TwoLayers();
        TimeSpan keyTime = Stopwatch.GetElapsedTime(start);

        using EncryptedInput question = model.Encrypt(tokens);
        byte[] sent = question.ToBytes();

        start = Stopwatch.GetTimestamp();
        using EncryptedInput received = EncryptedInput.FromBytes(sent, model.Client.Circuit);
        using EncryptedOutput answer = await EvaluateAsync(model, received, console);
        byte[] returned = answer.ToBytes();
        TimeSpan evaluationTime = Stopwatch.GetElapsedTime(start);

        using EncryptedOutput reply = EncryptedOutput.FromBytes(returned, model.Client.Circuit);
        Logits logits = new(model.Decrypt(reply), ClearReference.Polynomials(model.Client.Circuit, tokens), ClearReference.OnnxRuntime(model.File, tokens));

        AnswerReport.Write(logits, labels, console);
        CostReport.Write(
            new Costs(model.Client.Circuit, model.Client.EvaluationKeys, question.Ciphertexts.Count, sent.Length, returned.Length, keyTime, evaluationTime),
            answer.Latency!,
            console);
    }

    private static Task<EncryptedOutput> EvaluateAsync(DeepModel model, EncryptedInput question, IAnsiConsole console) =>
        console.Progress().StartAsync(context =>
        {
            ProgressTask bar = context.AddTask("Evaluating on encrypted data", maxValue: 1);
            return model.Server.EvaluateAsync(question, new BarProgress(bar));
        });

    private sealed class BarProgress(ProgressTask bar) : IProgress<CircuitProgress>
    {
        public void Report(CircuitProgress value) => bar.Value = value.Fraction;
    }
}
