using PowerSoftmax.Benchmarks.Suite.Bootstrapping;
using PowerSoftmax.Benchmarks.Suite.Results;
using PowerSoftmax.Cli.Output;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;
using Spectre.Console;

namespace PowerSoftmax.Cli.Benchmarks;

/// <summary>Measurements for people.</summary>
internal static class BenchTables
{
    public static void Write(string title, IReadOnlyList<BenchmarkRow> rows, IAnsiConsole console)
    {
        Table table = Tables.Of(
            title, "Operation", ">N", ">Primes", ">Threads", ">Digits", ">Median", ">Least", ">Control / median", ">Forward NTTs", "Security");
        foreach (BenchmarkRow row in rows)
        {
            table.Row(
                row.Name,
                Numbers.Invariant($"2^{row.LogN}"),
                Numbers.Whole(row.Primes),
                Numbers.Whole(row.Threads),
                row.Dnum is int dnum ? Numbers.Whole(dnum) : "-",
                Numbers.Microseconds(row.MedianMicroseconds),
                Numbers.Microseconds(row.MinMicroseconds),
                row.RatioToControl is double ratio ? Numbers.Invariant($"{ratio:0.00}") : "-",
                Numbers.Invariant($"{row.NttUnits:0.0}"),
                Security(row.Security));
        }

        console.Write(table);
    }

    public static void Write(CostTable costs, IAnsiConsole console)
    {
        Table table = Tables.Of(costs.Source, ">N", ">NTT", ">Multiply and add", ">Key product", ">Convert", ">Encode", ">Run product");
        foreach (CostRow row in costs.Rows)
        {
            double[] times = [row.Ntt, row.MultiplyAdd, row.KeyProduct, row.Convert, row.Encode, row.RunProduct];
            table.Row([Numbers.Invariant($"2^{row.LogN}"), .. times.Select(Numbers.Microseconds)]);
        }

        console.Write(table);
    }

    public static void Write(IReadOnlyList<BootstrapRow> rows, IAnsiConsole console)
    {
        Table table = Tables.Of(
            "bench bootstrap", ">N", ">Slots", ">Threads", ">Levels left", ">Seconds", ">First", ">Mean bits", ">Predicted", ">Least bits", ">Predicted", ">Keys", ">Matrices", ">Peak");

        foreach (BootstrapRow row in rows)
        {
            table.Row(
                Numbers.Invariant($"2^{row.LogN}"),
                Numbers.Whole(row.Slots),
                Numbers.Whole(row.Threads),
                Numbers.Whole(row.LevelsLeft),
                Numbers.Invariant($"{row.Seconds:0.00}"),
                Numbers.Invariant($"{row.FirstSeconds:0.00}"),
                Numbers.Invariant($"{row.MeanBits:0.0}"),
                Numbers.Invariant($"{row.PredictedMeanBits:0.0}"),
                Numbers.Invariant($"{row.MinBits:0.0}"),
                Numbers.Invariant($"{row.PredictedMinBits:0.0}"),
                Numbers.Bytes(row.KeyBytes),
                Numbers.Bytes(row.PlaintextBytes),
                Numbers.Bytes(row.PeakBytes));
        }

        console.Write(table);

        foreach (string certificate in rows.Select(static row => row.Certificate).Distinct())
        {
            console.WriteLine(certificate);
        }
    }

    private static string Security(SecurityLevel? level) => level switch
    {
        SecurityLevel.Bits128 or SecurityLevel.Bits192 => Numbers.Invariant($"{SecurityTable.Bits(level.Value)} bits"),
        SecurityLevel.InsecureTest => SecurityClaimConverter.Insecure,
        _ => "-",
    };
}
