using System.Globalization;
using System.Text.RegularExpressions;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Plan;

namespace PowerSoftmax.Passes;

/// <summary>Metadata of a compiled module besides <see cref="ModuleKeys"/>: what its plan predicted, for people and reports.</summary>
public static partial class CircuitMetadata
{
    /// <summary>The security certificate's lines.</summary>
    public const string Certificate = "certificate";

    /// <summary>Rescales that the parameters provide.</summary>
    public const string Levels = "levels";

    /// <summary>Number of evaluation keys.</summary>
    public const string KeyCount = "keys.count";

    /// <summary>Predicted bytes of all evaluation keys to send or store.</summary>
    public const string SeededKeyBytes = "keys.seeded-bytes";

    /// <summary>Predicted milliseconds of an evaluation on one thread, plaintext encoding included.</summary>
    public const string Milliseconds = "predicted.milliseconds";

    /// <summary>Predicted precision of the outputs in bits of their range.</summary>
    public const string PrecisionBits = "predicted.precision-bits";

    /// <summary>Classes of held-out samples on which the polynomial model and the original one agree, in the output with the fewest: <c>64 of 64</c>.</summary>
    public const string Agreement = "agreement";

    /// <summary>Largest output error of the polynomial model on held-out samples, relative to the output's range.</summary>
    public const string RelativeError = "agreement.relative-error";

    /// <summary>Prefix of one entry a polynomial: <c>approximation./layer.0/norm/Add_1</c>.</summary>
    public const string Approximation = "approximation.";

    /// <summary>Writes a plan's figures and the parameters into a module that passed the checkers.</summary>
    public static Module Write(Module module, CompilationPlan plan) => plan.Noise.Outputs
        .Aggregate(module, static (current, output) => current.WithMeta(
            ModuleKeys.OutputNoise + output.Tensor, output.Deviation.ToString("G4", CultureInfo.InvariantCulture)))
        .WithMeta(ModuleKeys.Answers, ModuleKeys.AnswersShowOutputsOnly)
        .WithMeta(ModuleKeys.Parameters, plan.Parameters.Literal.ToText())
        .WithMeta(Certificate, plan.Parameters.Certificate.ToString())
        .WithMeta(Levels, Text(plan.Levels))
        .WithMeta(KeyCount, Text(plan.Keys.Count))
        .WithMeta(ModuleKeys.KeyBytes, Text(plan.Keys.Bytes))
        .WithMeta(SeededKeyBytes, Text(plan.Keys.SeededBytes))
        .WithMeta(Milliseconds, Text(Math.Round(plan.Total.Milliseconds + plan.Total.EncodeMilliseconds)))
        .WithMeta(PrecisionBits, plan.Noise.Bits.ToString("0.0", CultureInfo.InvariantCulture));

    /// <summary>Writes what the polynomials are and how well they agree with the model; nothing where there are none.</summary>
    public static Module WriteApproximation(Module module, ApproximationReport? report)
    {
        if (report is null)
        {
            return module;
        }

        Module classes = report.HeldOut.LeastAgreeing is { } least
            ? module.WithMeta(Agreement, $"{Text(least.Agreeing)} of {Text(least.Decisions)}")
            : module;
        Module result = classes.WithMeta(RelativeError, report.HeldOut.RelativeError.ToString("G3", CultureInfo.InvariantCulture));
        return report.Functions.Aggregate(result, static (current, function) => current.WithMeta(Approximation + function.Node, Describe(function)));
    }

    /// <summary>The function that a polynomial of a compiled circuit stands in for, and where; null where the module does not say it.</summary>
    /// <param name="module">A compiled circuit.</param>
    /// <param name="polynomial">Name of the polynomial's node: that of the function's node, and its parts, each after a '#'.</param>
    public static (string Function, Interval Interval)? FunctionOf(Module module, string polynomial)
    {
        string? text = module.Meta(Approximation + polynomial);
        for (int part = polynomial.LastIndexOf('#'); text is null && part >= 0; part = polynomial[..part].LastIndexOf('#'))
        {
            text = module.Meta(Approximation + polynomial[..part]);
        }

        Match match = Description().Match(text ?? string.Empty);
        return match.Success && TryParse(match.Groups["low"].Value, out double low) && TryParse(match.Groups["high"].Value, out double high) && low < high
            ? (match.Groups["function"].Value, new Interval(low, high))
            : null;
    }

    [GeneratedRegex(@"^(?<function>[a-z-]+) on \[(?<low>[^\],]+), (?<high>[^\],]+)\]:", RegexOptions.CultureInvariant)]
    private static partial Regex Description();

    private static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static string Describe(FunctionReport function) => string.Create(
        CultureInfo.InvariantCulture,
        $"{function.Function} on [{function.Interval.Low:G6}, {function.Interval.High:G6}]: {function.Family}, degree {function.Degree}, {function.Levels} levels, largest {(function.IsRelative ? "relative " : string.Empty)}error {function.MaxError:G3}");

    private static string Text(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}
