using System.Text.Json;
using PowerSoftmax.Benchmarks.Suite.Cases.Ckks;
using PowerSoftmax.Benchmarks.Suite.Cases.Kernels;
using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Benchmarks.Suite.Results;
using PowerSoftmax.Benchmarks.Suite.Runs;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Benchmarks.Tests.Runs;

/// <summary>Not how fast anything is: that every operation of every row runs, and is described as it should be.</summary>
public sealed class BenchmarkSuiteTests
{
    private static readonly string[] References = [.. ReferenceCases.All.Select(static definition => definition.Name)];

    private static readonly BenchmarkRequest Smallest = new()
    {
        LogNs = [10],
        Primes = [4],
        Threads = [1],
        Policy = new SamplingPolicy(MinSamples: 1, MaxSamples: 1, Seconds: 0, WarmUpSeconds: 0),
    };

    [Fact]
    public void EveryKernelGivesARow()
    {
        IReadOnlyList<BenchmarkRow> rows = Run(BenchmarkSuites.Kernels, Smallest);

        Assert.Equal([.. References, .. KernelCases.All.Select(static definition => definition.Name)], rows.Select(static row => row.Name));
        Assert.All(rows, static row => Assert.Null(row.Security));
        Assert.All(rows, AssertMeasured);
    }

    [Fact]
    public void EveryInsecureOperationGivesARowThatSaysSo()
    {
        IReadOnlyList<BenchmarkRow> rows = Run(BenchmarkSuites.Ckks, Smallest);

        Assert.Equal([.. References, .. CkksCases.All.Select(static definition => definition.Name)], rows.Select(static row => row.Name));
        Assert.All(rows.Skip(References.Length), static row => Assert.Equal(SecurityLevel.InsecureTest, row.Security));
        Assert.All(rows, AssertMeasured);
    }

    [Fact]
    public void ParametersWithinTheBudgetClaim128Bits()
    {
        BenchmarkRow row = Run(BenchmarkSuites.Ckks, Smallest with { LogNs = [14], Primes = [4], Only = ["multiply"] }).Last();

        Assert.Equal(("multiply", SecurityLevel.Bits128), (row.Name, row.Security));
    }

    [Fact]
    public void WhatHasNoDigitsIsMeasuredOnceForAllNumbersOfThem()
    {
        // Seven digits of four primes do not exist: it is measured as four, which is there already.
        IReadOnlyList<BenchmarkRow> rows = Run(
            BenchmarkSuites.Ckks, Smallest with { Dnums = [2, 4, 7], Only = ["multiply", "rotate"] });

        Assert.Equal(
            [("multiply", (int?)null), ("rotate", 2), ("rotate", 4)],
            rows.Skip(References.Length).Select(static row => (row.Name, row.Dnum)));
    }

    [Fact]
    public void UnknownNamesAndImpossibleDigitsAreRefusedBeforeAnythingIsMeasured()
    {
        ParameterException name = Assert.Throws<ParameterException>(() => Run(BenchmarkSuites.Kernels, Smallest with { Only = ["ntt.sideways"] }));
        ParameterException digits = Assert.Throws<ParameterException>(() => Run(BenchmarkSuites.Ckks, Smallest with { Primes = [4, 40], Dnums = [2] }));

        Assert.Contains("ntt.sideways", name.Message);
        Assert.Contains("ntt.forward, ntt.inverse", name.Message);
        Assert.Contains("dnum is 2", digits.Message);
        Assert.Contains("at least 3 digits", digits.Message);
    }

    [Fact]
    public void ProgressEndsAtTheTotal()
    {
        Recorder recorder = new();
        IReadOnlyList<BenchmarkRow> rows = BenchmarkSuites.Kernels.Run(Smallest with { Only = ["mul.pointwise"] }, recorder, CancellationToken.None);

        Assert.Equal((rows.Count, rows.Count), (recorder.Reports[^1].Done, recorder.Reports[^1].Total));
        Assert.Contains(recorder.Reports, static report => report.Current == "mul.pointwise, N = 2^10, 4 primes, threads: 1");
    }

    [Fact]
    public void ACanceledRunEnds()
    {
        using CancellationTokenSource canceled = new();
        canceled.Cancel();

        Assert.Throws<OperationCanceledException>(() => BenchmarkSuites.Kernels.Run(Smallest, new Recorder(), canceled.Token));
    }

    [Theory]
    [InlineData("128", SecurityLevel.Bits128)]
    [InlineData("192", SecurityLevel.Bits192)]
    [InlineData("\"INSECURE\"", SecurityLevel.InsecureTest)]
    [InlineData("null", null)]
    public void TheClaimOfSecurityIsReadAsItIsWritten(string text, SecurityLevel? level)
    {
        string json = JsonSerializer.Serialize(new BenchmarkRow("rotate", 16, 24, 1, 4, 2, 1, 3, 4, level));

        Assert.Contains($"\"security\":{text}", json);
        Assert.Equal(level, JsonSerializer.Deserialize<BenchmarkRow>(json)!.Security);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<BenchmarkRow>(json.Replace($"\"security\":{text}", "\"security\":80")));
    }

    private static IReadOnlyList<BenchmarkRow> Run<TWorkbench>(BenchmarkSuite<TWorkbench> suite, BenchmarkRequest request)
        where TWorkbench : Suite.Cases.IWorkbench => suite.Run(request, new Recorder(), CancellationToken.None);

    private static void AssertMeasured(BenchmarkRow row)
    {
        Assert.True(row.MinMicroseconds > 0 && row.MedianMicroseconds >= row.MinMicroseconds, row.ToString());
        Assert.True(row.RatioToControl is null or > 0, row.ToString());
    }

    private sealed class Recorder : IProgress<BenchmarkProgress>
    {
        public List<BenchmarkProgress> Reports { get; } = [];

        public void Report(BenchmarkProgress value) => Reports.Add(value);
    }
}
