namespace PowerSoftmax.Passes.Approximate;

/// <summary>One model against another on a set of samples, each output by itself.</summary>
/// <param name="Samples">How many samples.</param>
/// <param name="Outputs">In the model's order, at least one.</param>
public sealed record AgreementReport(int Samples, IReadOnlyList<OutputAgreement> Outputs)
{
    /// <summary>The output with the largest error relative to its range.</summary>
    public OutputAgreement Worst => Outputs.MaxBy(static output => output.RelativeError)!;

    public double RelativeError => Worst.RelativeError;

    /// <summary>Ranges of the other model's outputs, by name.</summary>
    public IReadOnlyDictionary<string, double> Ranges => Outputs.ToDictionary(static output => output.Name, static output => output.Range);

    /// <summary>The output whose classes agree least; null where no output has a class axis.</summary>
    public OutputAgreement? LeastAgreeing => Outputs.Where(static output => output.Decisions > 0).MinBy(static output => output.Share);

    /// <summary>The first output with a value that is not finite; null where all are.</summary>
    public OutputAgreement? Broken => Outputs.FirstOrDefault(static output => output.Broken is not null);

    /// <param name="answers">All outputs of every sample.</param>
    public static AgreementReport Of(IReadOnlyCollection<AnswerPair> answers) => new(
        answers.Select(static answer => answer.Sample).Distinct().Count(),
        [.. answers.GroupBy(static answer => answer.Output).Select(static group => OutputAgreement.Of([.. group]))]);
}
