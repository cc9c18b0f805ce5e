namespace PowerSoftmax.Passes.Approximate;

/// <summary>The polynomial model against the original one on a set of samples.</summary>
/// <param name="Samples">How many samples.</param>
/// <param name="Agreeing">On how many the largest output is the same one.</param>
/// <param name="LargestError">Largest difference of an output.</param>
/// <param name="MeanError">Mean difference of an output.</param>
/// <param name="OutputRange">Largest minus smallest output of the original model on these samples.</param>
public sealed record AgreementReport(int Samples, int Agreeing, double LargestError, double MeanError, double OutputRange)
{
    public double Share => (double)Agreeing / Samples;

    /// <summary>Largest error relative to the range of the outputs.</summary>
    public double RelativeError => LargestError / OutputRange;

    public static AgreementReport Of(IReadOnlyList<(double[] Expected, double[] Actual)> answers)
    {
        double[] errors = [.. answers.SelectMany(static answer => answer.Expected.Zip(answer.Actual, static (e, a) => Distance(e, a)))];
        IEnumerable<double> outputs = answers.SelectMany(static answer => answer.Expected);
        int agreeing = answers.Count(static answer => Largest(answer.Expected) == Largest(answer.Actual));
        return new AgreementReport(answers.Count, agreeing, errors.Max(), errors.Average(), outputs.Max() - outputs.Min());
    }

    private static double Distance(double expected, double actual) =>
        double.IsFinite(actual) ? Math.Abs(expected - actual) : double.PositiveInfinity;

    private static int Largest(double[] values) => Array.IndexOf(values, values.Max());
}
