namespace PowerSoftmax.Passes.Approximate;

/// <summary>One output of one model against another model's, judged by itself.</summary>
/// <param name="Name">Name of the output.</param>
/// <param name="Decisions">Classes that were compared: one for each row along the last axis (a sample, a token of it); 0 without a class axis.</param>
/// <param name="Agreeing">How many of them are the same.</param>
/// <param name="DistinctClasses">Different classes that the other model names; 0 without a class axis.</param>
/// <param name="LargestError">Largest difference; infinite where an answer is not a finite number.</param>
/// <param name="MeanError">Mean difference.</param>
/// <param name="Range">Largest minus smallest value of the other model.</param>
public sealed record OutputAgreement(
    string Name, int Decisions, int Agreeing, int DistinctClasses, double LargestError, double MeanError, double Range)
{
    /// <summary>The first value that is infinite or NaN; null where all are finite.</summary>
    public BrokenAnswer? Broken { get; init; }

    /// <summary>Largest error relative to the range: 0 without an error, infinite where there is one and the range is 0.</summary>
    public double RelativeError => LargestError == 0 ? 0 : LargestError / Range;

    /// <summary>Share of the classes that are the same; null without a class axis.</summary>
    public double? Share => Decisions == 0 ? null : (double)Agreeing / Decisions;

    /// <param name="pairs">At least one, all of the same output.</param>
    public static OutputAgreement Of(IReadOnlyCollection<AnswerPair> pairs)
    {
        double[] errors = [.. pairs.SelectMany(static pair => pair.Expected.Values.Zip(pair.Actual, Distance))];
        (int Expected, int Actual)[] decisions = [.. pairs.Where(static pair => pair.Classes > 1).SelectMany(Decide)];
        IEnumerable<double> outputs = pairs.SelectMany(static pair => pair.Expected.Values);
        return new OutputAgreement(
            pairs.First().Output,
            decisions.Length,
            decisions.Count(static decision => decision.Expected == decision.Actual && decision.Actual >= 0),
            decisions.Select(static decision => decision.Expected).Distinct().Count(),
            errors.Max(),
            errors.Average(),
            outputs.Max() - outputs.Min())
        {
            Broken = pairs.Select(BrokenAnswer.Of).FirstOrDefault(static broken => broken is not null),
        };
    }

    /// <summary>Index of the largest value of a row, the first of equal ones; -1 where the row holds a NaN and names no class.</summary>
    public static int ClassOf(ReadOnlySpan<double> row)
    {
        int largest = 0;
        for (int i = 0; i < row.Length; i++)
        {
            if (double.IsNaN(row[i]))
            {
                return -1;
            }

            largest = row[i] > row[largest] ? i : largest;
        }

        return largest;
    }

    private static IEnumerable<(int Expected, int Actual)> Decide(AnswerPair pair)
    {
        for (int start = 0; start < pair.Actual.Length; start += pair.Classes)
        {
            yield return (ClassOf(pair.Expected.Values.AsSpan(start, pair.Classes)), ClassOf(pair.Actual.AsSpan(start, pair.Classes)));
        }
    }

    private static double Distance(double expected, double actual) =>
        double.IsFinite(expected) && double.IsFinite(actual) ? Math.Abs(expected - actual) : double.PositiveInfinity;
}
