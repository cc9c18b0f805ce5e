using System;
using System.Linq;

namespace PowerSoftmax.Ir.Approximation;

/// <summary>The text form of a Chebyshev series.</summary>
internal static class ChebyshevSeriesText
{
    private const string Keyword = "chebyshev";

    public static string Write(ChebyshevSeries series) =>
        $"{Keyword} {series.Interval} {{{string.Join(", ", series.Coefficients.Select(Number.Text))}}}";

    public static ChebyshevSeries Parse(string text)
    {
        string rest = text.Trim();

        if (!rest.StartsWith(Keyword, StringComparison.Ordinal))
        {
            throw Error(text, $"it must start with '{Keyword}'");
        }

        rest = rest.Substring(Keyword.Length).Trim();
        int close = rest.IndexOf(']');

        if (close < 0)
        {
            throw Error(text, "']' is missing");
        }

        double[] ends = Numbers(text, rest.Substring(0, close + 1), '[', ']', 2);
        double[] coefficients = Numbers(text, rest.Substring(close + 1).Trim(), '{', '}', ChebyshevSeries.MaxDegree + 1);

        if (ends.Length != 2 || ends[0] >= ends[1])
        {
            throw Error(text, "the interval needs a low end below a high end");
        }

        return new ChebyshevSeries(new Interval(ends[0], ends[1]), coefficients);
    }

    private static double[] Numbers(string text, string list, char open, char close, int limit)
    {
        if (list.Length < 2 || list[0] != open || list[list.Length - 1] != close)
        {
            throw Error(text, $"a list '{open}...{close}' is missing");
        }

        int count = list.Count(static character => character == ',') + 1;

        if (count > limit)
        {
            throw Error(text, $"the list '{open}...{close}' has {count} numbers; {limit} are allowed");
        }

        return [.. list.Substring(1, list.Length - 2).Split(',').Select(item => One(text, item))];
    }

    private static double One(string text, string item) =>
        Number.TryParse(item.Trim(), out double value) ? value : throw Error(text, $"'{item.Trim()}' is not a finite number");

    private static FormatException Error(string text, string reason)
    {
        string shown = text.Length <= 60 ? text : text.Substring(0, 60) + "...";

        return new FormatException($"'{shown}' is not a Chebyshev series: {reason}.");
    }
}
