using System.Globalization;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Normalization;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>Before anything is approximated, the circuit means what the model means; where it does not, says who is to blame.</summary>
/// <remarks>
/// The circuit in double precision is compared with ONNX Runtime's answers, which are rounded to the model's element types at every
/// node: how much that makes depends on the depth and on what cancels, and is not guessed. Where the two differ, the imported graph is
/// computed in double precision as well. If it agrees with the circuit, the difference is rounding; if not, a pass is wrong.
/// </remarks>
internal sealed class ExactnessCheck(Module module, Graph circuit, CalibrationSamples samples, PassContext context)
{
    /// <summary>Difference relative to the outputs' range that is too small to look into.</summary>
    private const double Tolerance = 1e-3;

    /// <summary>Rounding of double precision, relative to the outputs' magnitude, where large values cancel.</summary>
    private const double DoubleNoise = 1e-9;

    /// <summary>Share of the error budget that rounding may take.</summary>
    private const double BudgetShare = 0.5;

    /// <param name="exact">The circuit, its functions as they are, against ONNX Runtime on the calibration samples.</param>
    /// <exception cref="DiagnosticException">PSM2011: an output lies within rounding. PSM4001: a pass has changed the model.</exception>
    public void Run(AgreementReport exact)
    {
        // Negated so that a NaN fails.
        if (exact.RelativeError <= Tolerance)
        {
            return;
        }

        IReadOnlyDictionary<string, (double Difference, double Magnitude)> imported = FromImported();
        foreach (OutputAgreement output in exact.Outputs)
        {
            (double difference, double magnitude) = imported.GetValueOrDefault(output.Name, (double.PositiveInfinity, 0));
            Check(output, difference, magnitude);
        }
    }

    private void Check(OutputAgreement output, double difference, double magnitude)
    {
        if (!(difference <= Math.Max(Tolerance * output.Range, DoubleNoise * magnitude)))
        {
            throw new DiagnosticException(
                DiagnosticKinds.CheckFailed,
                FormattableString.Invariant($"before any approximation the circuit of '{module.Name}' differs from the original model, both in double precision, by {difference:G3} in output '{output.Name}', which spans {output.Range:G3}; a pass has changed its meaning. Please report this model."));
        }

        if (!(output.RelativeError <= BudgetShare * context.Options.ErrorBudget) && !(output.RelativeError <= Tolerance))
        {
            throw new DiagnosticException(
                DiagnosticKinds.RoundingTooLarge, module.Name, Text(output.LargestError), Text(output.Range), Text(magnitude));
        }
    }

    /// <summary>By output: largest difference between the circuit and the imported graph, and largest magnitude, both in double precision.</summary>
    private IReadOnlyDictionary<string, (double Difference, double Magnitude)> FromImported()
    {
        Dictionary<string, (double Difference, double Magnitude)> found = [];
        if (context.Imported is not { } imported || context.Calibration is not { } source)
        {
            return found;
        }

        Module wide = new WidenElements().Run(imported, context);
        Graph model = wide.Find(ModuleKeys.Model)!;
        CircuitRun run = new(circuit, module.Weights);
        foreach (int sample in samples.Split.Calibration)
        {
            Dictionary<string, Tensor> given = model.Ops<Input>().ToDictionary(
                static input => input.Op.Name, input => source.Value(sample, input.Node.Name).WithShape(input.Op.Type.Shape));
            IReadOnlyDictionary<string, Tensor> answers = TensorInterpreter.Run(model, wide.Weights, given);
            foreach ((string output, Tensor actual) in samples.Answers(sample, circuit, run.Outputs(samples.Inputs(sample))))
            {
                double[] meant = answers[output].Values;
                (double difference, double magnitude) = found.GetValueOrDefault(output);
                found[output] = (
                    Math.Max(difference, meant.Zip(actual.Values, static (m, a) => double.IsFinite(m - a) ? Math.Abs(m - a) : double.PositiveInfinity).Max()),
                    Math.Max(magnitude, meant.Max(Math.Abs)));
            }
        }

        return found;
    }

    private static string Text(double number) => number.ToString("G3", CultureInfo.InvariantCulture);
}
