using PowerSoftmax.Cli.Compilation;
using PowerSoftmax.Passes;

namespace PowerSoftmax.Cli.Plans;

/// <summary>What a bound costs: the same model compiled without it.</summary>
/// <param name="Option">The bound, as on the command line.</param>
/// <param name="Bytes">What it allows.</param>
/// <param name="TwoThreadsMilliseconds">Predicted time without it.</param>
/// <param name="KeyBytes">Memory of the keys without it.</param>
/// <param name="MemoryBytes">Memory of an evaluation with all its keys without it.</param>
internal sealed record PlanBound(string Option, long Bytes, double TwoThreadsMilliseconds, long KeyBytes, long MemoryBytes)
{
    /// <summary>One for each bound that is asked for. Cost: a compilation each.</summary>
    public static IReadOnlyList<PlanBound> Of(CompileRequest request)
    {
        CompilerOptions options = request.Options;
        (string Option, long? Bytes, CompilerOptions Without)[] bounds =
        [
            ("--max-keys", options.MaxKeyBytes, options with { MaxKeyBytes = null }),
            ("--max-memory", options.MaxMemoryBytes, options with { MaxMemoryBytes = null }),
        ];
        return [.. bounds.Where(static bound => bound.Bytes is not null).Select(bound => Of(bound.Option, bound.Bytes!.Value, request with { Options = bound.Without }))];
    }

    private static PlanBound Of(string option, long bytes, CompileRequest without)
    {
        PlanTotals totals = PlanTotals.Of(ModelCompiler.Run(without).Plan);
        return new PlanBound(option, bytes, totals.TwoThreadsMilliseconds, totals.KeyBytes, totals.MemoryBytes);
    }
}
