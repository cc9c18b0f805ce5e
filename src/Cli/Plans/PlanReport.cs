using PowerSoftmax.Cli.Compilation;
using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Plan;

namespace PowerSoftmax.Cli.Plans;

/// <summary>A plan as plain values, for JSON and tables.</summary>
internal sealed record PlanReport(
    string Model,
    string Sha256,
    PlanParameters Parameters,
    IReadOnlyList<PlanFunction> Functions,
    PlanAgreement? Calibration,
    PlanAgreement? HeldOut,
    IReadOnlyList<PlanOperation> Operations,
    PlanTotals Totals,
    IReadOnlyList<string> Diagnostics)
{
    /// <summary>What was tried before the circuit was found, in order.</summary>
    public IReadOnlyList<PlanAttempt> Attempts { get; init; } = [];

    /// <summary>Inputs that one evaluation takes.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>What the bounds cost that were asked for.</summary>
    public IReadOnlyList<PlanBound> Bounds { get; init; } = [];

    public static PlanReport Of(CompiledModel compiled) => new(
        compiled.Onnx.Name,
        compiled.Onnx.Sha256,
        PlanParameters.Of(compiled.Plan),
        [.. compiled.Approximation?.Functions.Select(PlanFunction.Of) ?? []],
        PlanAgreement.Of(compiled.Approximation?.Calibration),
        PlanAgreement.Of(compiled.Approximation?.HeldOut),
        Rows(compiled.Plan),
        PlanTotals.Of(compiled.Plan),
        [.. compiled.Diagnostics.Select(static diagnostic => diagnostic.ToString())])
    {
        Attempts = compiled.Plan.Attempts,
        Batch = compiled.Batch,
    };

    private static PlanOperation[] Rows(CompilationPlan plan)
    {
        OperationCost total = plan.Total;
        return [.. plan.Rows.Select(row => PlanOperation.Of(row, total))];
    }
}

/// <param name="SecurityBits">Bits of security, the smaller of the dense and the ephemeral secret's; 0 for insecure test parameters.</param>
/// <param name="Budget">Largest log2 QP that the security table allows.</param>
/// <param name="Levels">Rescales from the top of the modulus chain to its bottom.</param>
internal sealed record PlanParameters(
    int LogN, int SecurityBits, double Log2Q, double Log2P, double Log2QP, int? Budget, int Levels, int SpecialPrimes, int LogDefaultScale,
    string Certificate, string Literal)
{
    /// <summary>Levels that a bootstrap's result may have at most; null for parameters without bootstrapping.</summary>
    public PlanBootstrapping? Bootstrapping { get; init; }

    /// <summary>Estimated bits of security of bootstraps' ephemeral secret; null for parameters without bootstrapping.</summary>
    public int? EphemeralBits { get; init; }

    public static PlanParameters Of(CompilationPlan plan) => Of(plan.Parameters) with
    {
        Levels = plan.Levels,
        Log2QP = plan.Bootstrapping?.Log2QP ?? plan.Parameters.Certificate.Log2QP,
        Bootstrapping = plan.Bootstrapping is null ? null : PlanBootstrapping.Of(plan.Bootstrapping),
    };

    private static PlanParameters Of(CkksParameterSet set) => new(
        set.LogN,
        set.Certificate.Bits,
        set.Certificate.Log2Q,
        set.Certificate.Log2P,
        set.Certificate.Log2QP,
        set.Certificate.Budget,
        set.MaxLevel.Value,
        set.P.Count,
        set.Literal.LogDefaultScale,
        set.Certificate.ToString(),
        set.Literal.ToText())
    {
        EphemeralBits = set.Certificate.EphemeralBits,
    };
}

/// <param name="Least">Lowest level at which a bootstrap starts.</param>
/// <param name="Top">Highest level that one reaches.</param>
/// <param name="PrecisionBits">-log2 of its error relative to the bound of the slots.</param>
internal sealed record PlanBootstrapping(int Least, int Top, double PrecisionBits)
{
    public static PlanBootstrapping Of(BootstrappingSet set) => new(set.Least.Value, set.Top.Value, set.PrecisionBits);
}

/// <param name="Sensitivity">Measured error of an output, relative to its range, for each unit of the function's error.</param>
/// <param name="StrayingShare">Share of held-out inputs outside of the interval.</param>
/// <param name="StrayingFarthest">Farthest of them, in widths of the interval.</param>
/// <param name="Overshoot">Largest magnitude where an argument strays by 5 % of the width, over the largest of the function there and inside.</param>
internal sealed record PlanFunction(
    string Node, string Function, double Low, double High, string Family, int Degree, int Levels, int Products, double MaxError,
    double MeanError, bool IsRelative, double Sensitivity, double StrayingShare, double StrayingFarthest, double Overshoot)
{
    public static PlanFunction Of(FunctionReport report) => new(
        report.Node,
        report.Function,
        report.Interval.Low,
        report.Interval.High,
        report.Family,
        report.Degree,
        report.Levels,
        report.Cost.Products,
        report.MaxError,
        report.MeanError,
        report.IsRelative,
        report.Sensitivity,
        report.Straying.Share,
        report.Straying.Farthest,
        report.Overshoot.Excess);
}

/// <param name="RelativeError">Largest error of any output relative to that output's range.</param>
internal sealed record PlanAgreement(int Samples, double RelativeError, IReadOnlyList<PlanOutput> Outputs)
{
    public static PlanAgreement? Of(AgreementReport? report) =>
        report is null ? null : new(report.Samples, report.RelativeError, [.. report.Outputs.Select(PlanOutput.Of)]);
}

/// <param name="Decisions">Classes compared, one for each row along the last axis; 0 for an output without classes.</param>
/// <param name="Agreeing">On how many of them the largest element is the same one.</param>
internal sealed record PlanOutput(
    string Name, int Decisions, int Agreeing, double LargestError, double MeanError, double OutputRange, double RelativeError)
{
    public static PlanOutput Of(OutputAgreement output) =>
        new(output.Name, output.Decisions, output.Agreeing, output.LargestError, output.MeanError, output.Range, output.RelativeError);
}

/// <param name="LevelIn">Level of the operands.</param>
/// <param name="LevelOut">Level of the result.</param>
/// <param name="LiveBytes">Ciphertexts and working memory while the operation runs.</param>
internal sealed record PlanOperation(
    string Name, string Operation, int LevelIn, int LevelOut, double Log2Scale, int Rotations, int KeySwitches, double Milliseconds,
    double EncodeMilliseconds, long LiveBytes)
{
    /// <summary>Share of the whole circuit's milliseconds, 0 to 1.</summary>
    public double Share { get; init; }

    /// <summary>Largest absolute slot that a bootstrap expects; null for other operations.</summary>
    public double? Bound { get; init; }

    /// <summary>What the operation is for: plaintext products, ciphertext products, bootstraps, softmax, other functions, or repacking.</summary>
    public required string Work { get; init; }

    public static PlanOperation Of(PlanRow row, OperationCost total) => Of(row) with
    {
        Share = total.Milliseconds > 0 ? row.Cost.Milliseconds / total.Milliseconds : 0,
        Bound = row.Bound,
    };

    private static PlanOperation Of(PlanRow row) => new(
        row.Name,
        row.Operation,
        row.In.Value,
        row.Out.Value,
        Math.Log2(row.Scale.Value),
        row.Cost.Rotations,
        row.Cost.KeySwitches,
        row.Cost.Milliseconds,
        row.Cost.EncodeMilliseconds,
        row.LiveBytes)
    {
        Work = WorkKinds.Words[row.Work],
    };
}

/// <param name="Milliseconds">On one thread, without encoding.</param>
/// <param name="KeyBytes">Memory of the evaluation keys.</param>
/// <param name="SeededKeyBytes">Bytes of the evaluation keys on disk.</param>
/// <param name="PeakBytes">Ciphertexts and working memory, without keys and encoded weights.</param>
/// <param name="PrecisionBits">Predicted precision of the outputs in bits of their range: noise only.</param>
/// <param name="KeyFormat">Whose evaluation keys the circuit takes: hybrid or seal.</param>
internal sealed record PlanTotals(
    double Milliseconds, double EncodeMilliseconds, int Rotations, int KeySwitches, int Products, int KeyCount, long KeyBytes,
    long SeededKeyBytes, long PeakBytes, long InputBytes, long OutputBytes, double PrecisionBits, string KeyFormat)
{
    /// <summary>Number of bootstraps.</summary>
    public int Bootstraps { get; init; }

    /// <summary>Their part of the milliseconds.</summary>
    public double BootstrapMilliseconds { get; init; }

    /// <summary>Of an evaluation after the first, with the encoding of weights that no cache holds.</summary>
    public double OneThreadMilliseconds { get; init; }

    public double TwoThreadsMilliseconds { get; init; }

    /// <summary>Matrices of bootstraps, and encoded weights as far as a server keeps them.</summary>
    public long PlaintextBytes { get; init; }

    /// <summary>Ciphertexts, working memory, plaintexts and all evaluation keys.</summary>
    public long MemoryBytes { get; init; }

    public static PlanTotals Of(CompilationPlan plan) => Operations(plan) with
    {
        Bootstraps = plan.BootstrapCount,
        BootstrapMilliseconds = plan.BootstrapCost.Milliseconds,
        MemoryBytes = plan.MemoryBytes,
        PlaintextBytes = plan.Plaintexts.Bytes,
        OneThreadMilliseconds = plan.MillisecondsOn(1),
        TwoThreadsMilliseconds = plan.MillisecondsOn(2),
    };

    private static PlanTotals Operations(CompilationPlan plan) => new(
        plan.Total.Milliseconds,
        plan.Total.EncodeMilliseconds,
        plan.Total.Rotations,
        plan.Total.KeySwitches,
        plan.Total.Products,
        plan.Keys.Count,
        plan.Keys.Bytes,
        plan.Keys.SeededBytes,
        plan.PeakBytes,
        plan.InputBytes,
        plan.OutputBytes,
        plan.Noise.Bits,
        plan.KeyFormat.ToString().ToLowerInvariant());
}
