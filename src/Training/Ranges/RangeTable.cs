using System.Globalization;
using System.Text;
using PowerSoftmax.Training.Model;

namespace PowerSoftmax.Training.Ranges;

/// <summary>Ranges as Markdown tables.</summary>
internal static class RangeTable
{
    /// <summary>One row for each set: accuracy and the union of each kind of value.</summary>
    public static string Of(IEnumerable<RangeReport> reports)
    {
        StringBuilder text = new();
        text.Append("| set | utterances | accuracy | scores s | denominator | variance | GELU input | logits |\n");
        text.Append("|---|---|---|---|---|---|---|---|\n");

        foreach (RangeReport report in reports)
        {
            string accuracy = double.IsNaN(report.Accuracy) ? "-" : Invariant($"{100 * report.Accuracy:F2} %");
            text.Append(Invariant($"| {report.Name} | {report.Count} | {accuracy} | {Range(report.Of(RangeKind.Scores))} | "));
            text.Append(Invariant($"{WithRatio(report.Of(RangeKind.LogDenominator))} | "));
            text.Append(Invariant($"{WithRatio(report.Of(RangeKind.LogVariance))} | "));
            text.Append(Invariant($"{Range(report.Of(RangeKind.GeluInput))} | {Range(report.Logits)} |\n"));
        }

        return text.ToString();
    }

    /// <summary>One row for each value: the union over all sets.</summary>
    public static string ByValue(RangeReport[] reports)
    {
        StringBuilder text = new();
        text.Append("| value | range |\n|---|---|\n");

        foreach ((int index, NamedRange value) in reports[0].Values.Index())
        {
            ValueRange range = reports.Aggregate(ValueRange.Empty, (all, report) => all.Union(report.Values[index].Range));
            bool isPositive = value.Kind is RangeKind.LogDenominator or RangeKind.LogVariance;
            text.Append(Invariant($"| {value.Name} | {(isPositive ? WithRatio(range) : Range(range))} |\n"));
        }

        return text.ToString();
    }

    private static string WithRatio(ValueRange range) => Invariant($"{Range(range)} ({range.Ratio:F2})");

    private static string Range(ValueRange range) => Invariant($"{range.Minimum:F3} to {range.Maximum:F3}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
