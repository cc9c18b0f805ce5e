using System.Diagnostics;
using System.Globalization;
using PowerSoftmax.Benchmarks.Suite.Runs;
using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Circuits.Bootstrapping;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Benchmarks.Suite.Bootstrapping;

/// <summary>Measures time and error of bootstraps of random messages.</summary>
public static class BootstrapBenchmark
{
    private const int MessageSeed = 16;

    private const int PredictedSlots = 1 << 20;

    /// <exception cref="ParameterException">No parameter set has so many levels for circuits.</exception>
    public static IReadOnlyList<BootstrapRow> Run(
        BootstrapBenchmarkRequest request, IProgress<BenchmarkProgress> progress, CancellationToken cancellationToken)
    {
        List<BootstrapRow> rows = [];
        int total = request.LogSlots.Count * request.Threads.Count * request.LevelsLeft.Count;

        foreach (int logSlots in request.LogSlots)
        {
            progress.Report(new BenchmarkProgress(rows.Count, total, Numbered($"keys for 2^{logSlots} slots")));
            CkksParameters parameters = CkksParameters.Create(ParametersFor(request, logSlots));
            using Workers makers = new(request.Threads.Max());
            using KeyGenerator generator = new(parameters, makers);
            using SecretKey secret = generator.CreateSecretKey();
            BootstrapPlan plan = new(parameters.Set, logSlots);
            using EvaluationKeys keys = generator.CreateEvaluationKeys(secret, Bootstrapper.RequiredKeys(plan), null, cancellationToken);

            foreach (int threads in request.Threads)
            {
                using Workers workers = new(threads);
                using Bootstrapper bootstrapper = new(new Evaluator(parameters, keys, workers), logSlots);

                foreach (int left in request.LevelsLeft)
                {
                    progress.Report(new BenchmarkProgress(rows.Count, total, Numbered($"bootstraps of 2^{logSlots} slots, {threads} threads, to {left} levels")));
                    rows.Add(Measure(new Subject(parameters, secret, bootstrapper, workers, threads), left, request.Runs, cancellationToken));
                }
            }
        }

        return rows;
    }

    private static CkksParametersLiteral ParametersFor(BootstrapBenchmarkRequest request, int logSlots)
    {
        SecurityLevel security = request.LogN >= 15 ? SecurityLevel.Bits128 : SecurityLevel.InsecureTest;

        if (request.LevelsLeft.Max() > request.CircuitLevels)
        {
            throw new ParameterException("levels left", $"{request.LevelsLeft.Max()}", $"the parameter set has {request.CircuitLevels} for circuits.");
        }

        return BootstrappingSets.Find(request.LogN, request.CircuitLevels, security, request.LogN == 15 ? null : BootstrappingLiteral.ForSlots(logSlots))
            ?? throw new ParameterException("circuit levels", $"{request.CircuitLevels}", $"N = 2^{request.LogN} has no room for them at 128 bits.");
    }

    private static BootstrapRow Measure(Subject subject, int left, int runs, CancellationToken cancellationToken)
    {
        BootstrapPlan plan = subject.Bootstrapper.Plan;
        Level target = plan.LowestInput + left;
        Trial[] trials = [.. Enumerable.Range(0, runs + 1).Select(run => subject.Bootstrap(target, MessageSeed + run, cancellationToken))];
        BootstrapPrecision predicted = BootstrapPrecision.Predict(plan.Literal, plan.Parameters.LogN, PredictedSlots);
        double[] seconds = [.. trials.Skip(1).Select(static trial => trial.Seconds).Order()];

        return new BootstrapRow(
            plan.Parameters.LogN,
            1 << plan.LogSlots,
            subject.Threads,
            target.Value,
            left,
            seconds[seconds.Length / 2],
            trials[0].Seconds,
            -Math.Log2(trials.Average(static trial => trial.MeanError)),
            -Math.Log2(trials.Max(static trial => trial.LargestError)),
            predicted.MeanBits,
            predicted.MinBits,
            Bootstrapper.RequiredKeys(plan).ByteCount(subject.Parameters),
            subject.Bootstrapper.ByteCount,
            PeakMemory.Bytes(),
            Line(subject.Parameters.Certificate));
    }

    private static string Line(SecurityCertificate certificate) => certificate.ToString().Replace("\n", "; ", StringComparison.Ordinal);

    private static string Numbered(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Trial(double Seconds, double MeanError, double LargestError);

    private sealed record Subject(CkksParameters Parameters, SecretKey Secret, Bootstrapper Bootstrapper, IWorkers Workers, int Threads)
    {
        public Trial Bootstrap(Level target, int seed, CancellationToken cancellationToken)
        {
            Random random = new(seed);
            Encoder encoder = new(Parameters, Workers);
            double[] some = [.. Enumerable.Range(0, 1 << Bootstrapper.Plan.LogSlots).Select(_ => (2 * random.NextDouble()) - 1)];
            double[] message = [.. Enumerable.Range(0, Parameters.SlotCount).Select(slot => some[slot % some.Length])];
            Level level = Bootstrapper.Plan.LowestInput;
            using Plaintext plaintext = encoder.Encode(message, level, Parameters.DefaultScale(level));
            using Ciphertext input = new SymmetricEncryptor(Parameters, Secret, Workers).Encrypt(plaintext);
            Stopwatch watch = Stopwatch.StartNew();
            using Ciphertext output = Bootstrapper.Bootstrap(input, target, 1, cancellationToken);
            watch.Stop();
            using Plaintext decrypted = new Decryptor(Parameters, Secret, Workers).Decrypt(output);
            double[] errors = [.. encoder.Decode(decrypted).Zip(message, static (actual, expected) => Math.Abs(actual - expected))];

            return new Trial(watch.Elapsed.TotalSeconds, errors.Average(), errors.Max());
        }
    }
}
