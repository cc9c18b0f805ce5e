using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Approximate;

namespace PowerSoftmax.Cli.Runs;

/// <summary>What all inputs of a run together showed, each output by itself.</summary>
/// <param name="Count">Inputs.</param>
/// <param name="EncryptedCorrect">Inputs on which the encrypted model names the labeled class, in the first output with one class an input.</param>
/// <param name="Outputs">In the model's order.</param>
internal sealed record RunSummary(int Count, int? EncryptedCorrect, IReadOnlyList<OutputSummary> Outputs)
{
    public static RunSummary Of(IReadOnlyList<SampleResult> samples)
    {
        OutputSummary[] outputs = [.. samples[0].Outputs.Select((_, output) => OutputSummary.Of([.. samples.Select(sample => (sample.Index, sample.Outputs[output]))]))];
        int classes = samples[0].Outputs.Select(static output => output.EncryptedClass is null).ToList().IndexOf(false);
        bool labeled = classes >= 0 && samples.All(static sample => sample.Label is not null);
        return new RunSummary(samples.Count, labeled ? samples.Count(sample => sample.Outputs[classes].EncryptedClass == sample.Label) : null, outputs);
    }

    /// <summary>Refuses answers that are no numbers; a run that shows them has failed.</summary>
    /// <exception cref="DiagnosticException">PSM4003.</exception>
    public static void RequireFinite(IReadOnlyList<SampleResult> samples)
    {
        foreach (SampleResult sample in samples)
        {
            foreach (OutputResult output in sample.Outputs)
            {
                Require(sample.Index, output.Name, "of the encrypted model", output.Encrypted);
                Require(sample.Index, output.Name, "of the polynomials in the clear", output.Clear);
                Require(sample.Index, output.Name, "of ONNX Runtime", output.Reference ?? []);
            }
        }
    }

    private static void Require(int sample, string output, string whose, double[] values)
    {
        if (NonFinite.Of(values) is { } broken)
        {
            throw new DiagnosticException(
                DiagnosticKinds.AnswerNotFinite, sample, $"element {broken.Element} of output '{output}' {whose}", broken.ValueText, "The input leaves what the model can take: --check-ranges shows where.");
        }
    }
}

/// <param name="Name">Name of the output.</param>
/// <param name="Decisions">Classes compared, one for each row along the last axis; 0 for an output without classes.</param>
/// <param name="EncryptedEqualsClear">On how many of them encrypted and clear polynomials name the same class.</param>
/// <param name="EncryptedEqualsReference">On how many the encrypted model and ONNX Runtime do.</param>
/// <param name="OutputRange">Largest minus smallest value of the clear polynomials over all inputs of the run.</param>
/// <param name="EncryptedError">Largest difference of the encrypted output from the clear polynomials.</param>
/// <param name="PolynomialError">Largest difference of the clear polynomials from ONNX Runtime.</param>
internal sealed record OutputSummary(
    string Name, int Decisions, int EncryptedEqualsClear, int? EncryptedEqualsReference, double OutputRange, double EncryptedError,
    double? PolynomialError)
{
    public double RelativeEncryptedError => EncryptedError == 0 ? 0 : EncryptedError / OutputRange;

    public double? RelativePolynomialError => PolynomialError == 0 ? 0 : PolynomialError / OutputRange;

    /// <param name="results">The same output on every input.</param>
    public static OutputSummary Of(IReadOnlyList<(int Index, OutputResult Result)> results)
    {
        bool compared = results.All(static pair => pair.Result.Reference is not null);
        OutputAgreement clear = Compare(results, static result => result.Clear, static result => result.Encrypted);
        return new OutputSummary(
            clear.Name,
            clear.Decisions,
            clear.Agreeing,
            compared ? Compare(results, static result => result.Reference!, static result => result.Encrypted).Agreeing : null,
            clear.Range,
            clear.LargestError,
            compared ? results.Max(static pair => pair.Result.PolynomialError) : null);
    }

    private static OutputAgreement Compare(
        IReadOnlyList<(int Index, OutputResult Result)> results, Func<OutputResult, double[]> expected, Func<OutputResult, double[]> actual) =>
        OutputAgreement.Of([.. results.Select(pair => new AnswerPair(
            pair.Result.Name, pair.Index, new Tensor(ElementType.Float64, ShapeOf(pair.Result), expected(pair.Result)), actual(pair.Result)))]);

    private static Shape ShapeOf(OutputResult result) =>
        result.Shape == Shape.Scalar.ToString() ? Shape.Scalar : Shape.From(result.Shape.Split('x').Select(int.Parse));
}
