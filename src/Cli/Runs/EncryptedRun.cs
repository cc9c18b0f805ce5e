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
    /// <exception cref="UserException">Ranges are to be checked of several inputs at once.</exception>
    public EncryptedRun(ModelUnderRun model, RunRequest request)
    {
        if (request.CheckRanges && model.Circuit.Batch > 1)
        {
            throw new UserException($"--check-ranges looks at one input at a time, the circuit takes {model.Circuit.Batch} at once. Leave it out, or compile without --batch.");
        }

        this.model = model;
        long start = Stopwatch.GetTimestamp();
        client = new CircuitClient(model.Circuit) { Options = new ClientOptions { Strict = request.Strict } };
        server = new CircuitServer(model.Circuit, client.EvaluationKeys, options);
        keyMilliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        strays = request.CheckRanges ? new PolynomialStrays(model.Circuit) : null;
        clear = new ClearModel(model.Circuit, strays is null ? null : strays.Observe);
    }

    /// <summary>Encrypts the inputs of one evaluation, evaluates, decrypts, and compares.</summary>
    /// <param name="samples">One to as many as an evaluation takes.</param>
    /// <param name="progress">Told after every operation.</param>
    /// <param name="cancellationToken">Honored between key switches.</param>
    /// <returns>For each input; times are those of the evaluation.</returns>
    public IReadOnlyList<SampleResult> Run(IReadOnlyList<RunSample> samples, IProgress<CircuitProgress> progress, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, Tensor>[] inputs = [.. samples.Select(static sample => sample.Inputs)];
        long start = Stopwatch.GetTimestamp();
        using EncryptedInput question = client.EncryptBatch(inputs);
        long encrypted = Stopwatch.GetTimestamp();
        using EncryptedOutput answer = server.EvaluateAsync(question, progress, cancellationToken).GetAwaiter().GetResult();
        long evaluated = Stopwatch.GetTimestamp();
        IReadOnlyList<IReadOnlyDictionary<string, Tensor>> decrypted = Decrypt(answer, inputs);
        long ended = Stopwatch.GetTimestamp();
        latency = answer.Latency;
        ciphertexts = (question.Ciphertexts.Count, Bytes(question.Ciphertexts), Bytes(answer.Ciphertexts));
        IReadOnlyList<IReadOnlyDictionary<string, Tensor>> compared = clear.RunBatch(inputs);
        string[] warnings = [.. question.Warnings.Select(static warning => warning.ToString())];
        return [.. samples.Select((sample, i) => new SampleResult(
            sample.Index,
            sample.Label,
            Outputs(decrypted[i], compared[i], model.Reference(sample.Inputs)),
            i == 0 ? warnings : [],
            strays?.Take(),
            Stopwatch.GetElapsedTime(start, encrypted).TotalMilliseconds,
            Stopwatch.GetElapsedTime(encrypted, evaluated).TotalMilliseconds,
            Stopwatch.GetElapsedTime(evaluated, ended).TotalMilliseconds))];
    }

    /// <exception cref="UserException">It cannot be an answer, and arguments of polynomials left their intervals, which explains it.</exception>
    private IReadOnlyList<IReadOnlyDictionary<string, Tensor>> Decrypt(EncryptedOutput answer, IReadOnlyDictionary<string, Tensor>[] inputs)
    {
        try
        {
            return client.DecryptBatchAll(answer, inputs.Length);
        }
        catch (InvalidEncryptedDataException error) when (strays is not null)
        {
            clear.RunBatch(inputs);
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
            times[^1])
        {
            Batch = model.Circuit.Batch,
        };
    }

    private static long Bytes(IEnumerable<Ciphertext> ciphertexts) => ciphertexts.Sum(static ciphertext => ciphertext.ByteCount);

    private static OutputResult[] Outputs(
        IReadOnlyDictionary<string, Tensor> decrypted, IReadOnlyDictionary<string, Tensor> clear, IReadOnlyDictionary<string, Tensor>? reference) =>
        [.. decrypted.Select(output => OutputResult.Of(output.Key, output.Value, clear[output.Key], reference?[output.Key].Values))];
}
