using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Cli.Runs;

/// <summary>Everything that a run measured, as plain values for JSON and tables.</summary>
/// <param name="Samples">Every input with its answers.</param>
/// <param name="Summary">Agreement and errors.</param>
/// <param name="Costs">Keys, ciphertexts, memory, time.</param>
/// <param name="Latency">Where the time of the last evaluation went.</param>
/// <param name="Certificate">The claim of security.</param>
internal sealed record RunReport(
    string Model, IReadOnlyList<SampleResult> Samples, RunSummary Summary, RunCosts Costs, IReadOnlyList<LatencyRow> Latency, string Certificate);

/// <param name="EncryptedEqualsClear">Inputs on which encrypted and clear polynomials name the same class.</param>
/// <param name="EncryptedEqualsReference">Inputs on which the encrypted model and ONNX Runtime name the same class.</param>
/// <param name="EncryptedCorrect">Inputs on which the encrypted model names the labeled class.</param>
/// <param name="OutputRange">Largest minus smallest output of the clear polynomials over all inputs of the run.</param>
/// <param name="EncryptedError">Largest difference of an encrypted output from the clear polynomials.</param>
/// <param name="PolynomialError">Largest difference of a clear polynomial output from ONNX Runtime.</param>
internal sealed record RunSummary(
    int Count, int EncryptedEqualsClear, int? EncryptedEqualsReference, int? EncryptedCorrect, double OutputRange, double EncryptedError,
    double? PolynomialError)
{
    public double RelativeEncryptedError => EncryptedError / OutputRange;

    public double? RelativePolynomialError => PolynomialError / OutputRange;

    public static RunSummary Of(IReadOnlyList<SampleResult> samples)
    {
        IEnumerable<double> outputs = samples.SelectMany(static sample => sample.Clear);
        bool compared = samples.All(static sample => sample.Reference is not null);
        bool labeled = samples.All(static sample => sample.Label is not null);
        return new RunSummary(
            samples.Count,
            samples.Count(static sample => sample.EncryptedClass == sample.ClearClass),
            compared ? samples.Count(static sample => sample.EncryptedClass == sample.ReferenceClass) : null,
            labeled ? samples.Count(static sample => sample.EncryptedClass == sample.Label) : null,
            outputs.Max() - outputs.Min(),
            samples.Max(static sample => sample.EncryptedError),
            compared ? samples.Max(static sample => sample.PolynomialError) : null);
    }
}

/// <param name="KeyMilliseconds">Time to make the evaluation keys.</param>
/// <param name="KeyBytes">Memory of the evaluation keys.</param>
/// <param name="InputBytes">Ciphertexts sent for one input.</param>
/// <param name="OutputBytes">Ciphertexts received for one input.</param>
/// <param name="PeakBytes">Most memory the process had, compilation and keys included.</param>
/// <param name="MedianMilliseconds">Median time of an evaluation.</param>
/// <param name="LongestMilliseconds">Longest evaluation; the first one also warms up.</param>
internal sealed record RunCosts(
    int Levels, int KeyCount, double KeyMilliseconds, long KeyBytes, int InputCiphertexts, long InputBytes, long OutputBytes, long PeakBytes,
    int Threads, double MedianMilliseconds, double LongestMilliseconds);
