using System.CommandLine;
using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Benchmarks.Suite.Runs;

namespace PowerSoftmax.Cli.Commands;

/// <summary>The sizes and operations that <c>bench kernels</c> and <c>bench ckks</c> measure.</summary>
internal sealed class BenchOptionSet
{
    private static readonly BenchmarkRequest Defaults = new();

    private readonly NumberListOption logNs = LogN(Defaults.LogNs);
    private readonly NumberListOption primes = new("--primes", "Numbers of ciphertext primes", 2, 64, Defaults.Primes);
    private readonly NumberListOption dnums = new("--dnum", "Numbers of digits of a key switch", 1, 64, Defaults.Dnums);
    private readonly NumberListOption threads = new("--threads", "Numbers of threads", 1, 64, Defaults.Threads);
    private readonly Option<bool> quick = Quick();

    private readonly Option<string?> only = new("--only")
    {
        Description = "Measures these operations only, separated by commas, and the reference kernels.",
    };

    /// <summary><c>--log-n</c>.</summary>
    public static NumberListOption LogN(IReadOnlyList<int> standard) => new("--log-n", "Ring degrees as base-2 logarithms", 10, 17, standard);

    /// <summary><c>--quick</c>.</summary>
    public static Option<bool> Quick() => new("--quick") { Description = "Takes few samples: for a first look, not for numbers to quote." };

    public static SamplingPolicy Policy(bool quick) => quick ? SamplingPolicy.Quick : SamplingPolicy.Full;

    public void AddTo(Command command)
    {
        foreach (NumberListOption list in (NumberListOption[])[logNs, primes, dnums, threads])
        {
            list.AddTo(command);
        }

        command.Options.Add(quick);
        command.Options.Add(only);
    }

    public BenchmarkRequest Read(ParseResult result) => new()
    {
        LogNs = logNs.Read(result),
        Primes = primes.Read(result),
        Dnums = dnums.Read(result),
        Threads = threads.Read(result),
        Only = result.GetValue(only)?.Split(',', StringSplitOptions.TrimEntries),
        Policy = Policy(result.GetValue(quick)),
    };
}
