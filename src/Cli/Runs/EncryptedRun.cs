using System.Diagnostics;
using PowerSoftmax.Cli.Ranges;
using PowerSoftmax.Client;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Cli.Runs;

/// <summary>Client and server of one model in this process.</summary>
internal sealed class EncryptedRun : IDisposable
{
    private readonly ModelUnderRun model;
    private readonly CircuitClient client;
    private readonly CircuitServer server;
    private readonly ClearModel clear;
    private readonly PolynomialStrays? strays;
    private readonly ServerOptions options = new();
    private readonly double keyMilliseconds;
    private LatencyTable? latency;
    private (int Count, long Input, long Output) ciphertexts;

    /// <summary>Makes the keys, which takes a while.</summary>
    public EncryptedRun(ModelUnderRun model, RunRequest request)
    {
        this.model = model;
        long start = Stopwatch.GetTimestamp();
        client = new CircuitClient(model.Circuit) { Options = new ClientOptions { Strict = request.Strict } };
        server = new CircuitServer(model.Circuit, client.EvaluationKeys, options);
        keyMilliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        strays = request.CheckRanges ? new PolynomialStrays(model.Circuit) : null;
        clear = new ClearModel(model.Circuit, strays is null ? null : strays.Observe);
    }

    /// <summary>Encrypts one input, evaluates, decrypts, and compares.</summary>
    public SampleResult Run(
        int index, int? label, IReadOnlyDictionary<string, Tensor> inputs, IProgress<CircuitProgress> progress, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        using EncryptedInput question = client.Encrypt(inputs);
        long encrypted = Stopwatch.GetTimestamp();
        using EncryptedOutput answer = server.EvaluateAsync(question, progress, cancellationToken).GetAwaiter().GetResult();
        long evaluated = Stopwatch.GetTimestamp();
        IReadOnlyDictionary<string, Tensor> decrypted = Decrypt(answer, inputs);
        long ended = Stopwatch.GetTimestamp();
        latency = answer.Latency;
        ciphertexts = (question.Ciphertexts.Count, Bytes(question.Ciphertexts), Bytes(answer.Ciphertexts));
        return new SampleResult(
            index,
            label,
            Outputs(decrypted, clear.Run(inputs), model.Reference(inputs)),
            [.. question.Warnings.Select(static warning => warning.ToString())],
            strays?.Take(),
            Stopwatch.GetElapsedTime(start, encrypted).TotalMilliseconds,
            Stopwatch.GetElapsedTime(encrypted, evaluated).TotalMilliseconds,
            Stopwatch.GetElapsedTime(evaluated, ended).TotalMilliseconds);
    }

    /// <exception cref="UserException">It cannot be an answer, and arguments of polynomials left their intervals, which explains it.</exception>
    private IReadOnlyDictionary<string, Tensor> Decrypt(EncryptedOutput answer, IReadOnlyDictionary<string, Tensor> inputs)
    {
        try
        {
            return client.DecryptAll(answer);
        }
        catch (InvalidEncryptedDataException error) when (strays is not null)
        {
            clear.Run(inputs);
            throw new UserException(string.Join(Environment.NewLine, strays.Take().Select(static stray => stray.ToString()).Prepend(error.Message)));
        }
    }

    /// <summary>What all inputs together showed.</summary>
    public RunReport Report(IReadOnlyList<SampleResult> samples) => new(
        model.Circuit.Module.Name,
        samples,
        RunSummary.Of(samples),
        Costs(samples),
        latency?.Rows ?? [],
        latency?.Work ?? [],
        model.Circuit.Parameters.Certificate.ToString());

    public void Dispose()
    {
        server.Dispose();
        client.Dispose();
    }

    private RunCosts Costs(IReadOnlyList<SampleResult> samples)
    {
        EvaluationKeys keys = client.EvaluationKeys;
        double[] times = [.. samples.Select(static sample => sample.EvaluateMilliseconds).Order()];
        return new RunCosts(
            model.Circuit.Parameters.MaxLevel.Value,
            keys.Count,
            keyMilliseconds,
            keys.ByteCount,
            ciphertexts.Count,
            ciphertexts.Input,
            ciphertexts.Output,
            PeakMemory.Bytes(),
            options.Threads,
            times[times.Length / 2],
            times[^1]);
    }

    private static long Bytes(IEnumerable<Ciphertext> ciphertexts) => ciphertexts.Sum(static ciphertext => ciphertext.ByteCount);

    private static OutputResult[] Outputs(
        IReadOnlyDictionary<string, Tensor> decrypted, IReadOnlyDictionary<string, Tensor> clear, IReadOnlyDictionary<string, Tensor>? reference) =>
        [.. decrypted.Select(output => OutputResult.Of(output.Key, output.Value, clear[output.Key], reference?[output.Key].Values))];
}
