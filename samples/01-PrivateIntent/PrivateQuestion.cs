using System.Diagnostics;
using PowerSoftmax.Runtime.Execution;
using Spectre.Console;

namespace PowerSoftmax.Samples.PrivateIntent;

/// <summary>One question, from the words to the decrypted answer. Client and server share this process; only bytes go between them.</summary>
internal static class PrivateQuestion
{
    /// <exception cref="ArgumentException">The text is too long for the model.</exception>
    public static async Task AskAsync(string text, IAnsiConsole console)
    {
        long[] tokens = IntentTokenizer.Load(SampleFiles.PathOf("intent.vocab.txt")).Encode(text);
        string[] labels = File.ReadAllLines(SampleFiles.PathOf("intent.labels.txt"));

        // The client has the secret key. The server gets the evaluation keys, which decrypt nothing.
        console.WriteLine("Making keys ...");
        long start = Stopwatch.GetTimestamp();
        using IntentModel.Client client = IntentModel.CreateClient();
        using IntentModel.Server server = IntentModel.CreateServer(client.EvaluationKeys);
        TimeSpan keyTime = Stopwatch.GetElapsedTime(start);

        using EncryptedInput question = client.Encrypt(tokens);
        byte[] sent = question.ToBytes();

        start = Stopwatch.GetTimestamp();
        using EncryptedInput received = EncryptedInput.FromBytes(sent, server.Circuit);
        using EncryptedOutput answer = await EvaluateAsync(server, received, console);
        byte[] returned = answer.ToBytes();
        TimeSpan evaluationTime = Stopwatch.GetElapsedTime(start);

        using EncryptedOutput reply = EncryptedOutput.FromBytes(returned, client.Circuit);
        Logits logits = new(client.Decrypt(reply), ClearReference.Polynomials(client.Circuit, tokens), ClearReference.OnnxRuntime("intent.onnx", tokens));

        AnswerReport.Write(logits, labels, console);
        CostReport.Write(
            new Costs(client.Circuit, client.EvaluationKeys, question.Ciphertexts.Count, sent.Length, returned.Length, keyTime, evaluationTime),
            answer.Latency!,
            console);
    }

    private static Task<EncryptedOutput> EvaluateAsync(IntentModel.Server server, EncryptedInput question, IAnsiConsole console) =>
        console.Progress().StartAsync(context =>
        {
            ProgressTask bar = context.AddTask("Evaluating on encrypted data", maxValue: 1);
            return server.EvaluateAsync(question, new BarProgress(bar));
        });

    private sealed class BarProgress(ProgressTask bar) : IProgress<CircuitProgress>
    {
        public void Report(CircuitProgress value) => bar.Value = value.Fraction;
    }
}
