using PowerSoftmax.Cli.Compilation;
using PowerSoftmax.Cli.Output;

namespace PowerSoftmax.Cli.Plans;

/// <summary>A compilation in one line.</summary>
internal static class PlanSummary
{
    public static string Line(CompiledModel compiled)
    {
        PlanReport report = PlanReport.Of(compiled);
        PlanParameters parameters = report.Parameters;
        return Numbers.Invariant($"{report.Model}: {report.Operations.Count} operations, {parameters.Levels} levels, N = 2^{parameters.LogN}, log2 QP = {parameters.Log2QP:0.0}, {parameters.SecurityBits} bits of security, {Bootstraps(report.Totals.Bootstraps)}keys {Numbers.Bytes(report.Totals.KeyBytes)} in memory, {Numbers.Bytes(report.Totals.SeededKeyBytes)} on disk");
    }

    private static string Bootstraps(int count) => count switch
    {
        0 => string.Empty,
        1 => "1 bootstrap, ",
        _ => Numbers.Invariant($"{count} bootstraps, "),
    };
}
