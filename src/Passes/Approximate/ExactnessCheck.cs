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
    /// <exception cref="DiagnosticException">
    /// PSM2012: the model's answers are no numbers. PSM2011: they lie within rounding. PSM4001: a pass has changed the model.
    /// </exception>
    public void Run(AgreementReport exact)
    {
        // Negated so that a NaN fails.
        if (exact.LargestError <= Tolerance * exact.OutputRange)
        {
            return;
        }

        CheckFinite();
        (double difference, double magnitude) = FromImported();
        if (!(difference <= Math.Max(Tolerance * exact.OutputRange, DoubleNoise * magnitude)))
        {
            throw new DiagnosticException(
                DiagnosticKinds.CheckFailed,
                FormattableString.Invariant($"before any approximation the circuit of '{module.Name}' differs from the original model, both in double precision, by {difference:G3} on outputs that span {exact.OutputRange:G3}; a pass has changed its meaning. Please report this model."));
        }

        if (!(exact.LargestError <= BudgetShare * context.Options.ErrorBudget * exact.OutputRange))
        {
            throw new DiagnosticException(
                DiagnosticKinds.RoundingTooLarge, module.Name, Text(exact.LargestError), Text(exact.OutputRange), Text(magnitude));
        }
    }

    private void CheckFinite()
    {
        foreach (int sample in samples.Split.Calibration)
        {
            foreach ((string output, double[] values) in samples.References(sample))
            {
                int element = Array.FindIndex(values, static value => !double.IsFinite(value));
                if (element >= 0)
                {
                    throw new DiagnosticException(DiagnosticKinds.OutputNotFinite, Text(values[element]), element, output, sample);
                }
            }
        }
    }

    /// <summary>Largest difference between the circuit and the imported graph, and the largest output, both in double precision.</summary>
    private (double Difference, double Magnitude) FromImported()
    {
        if (context.Imported is not { } imported || context.Calibration is not { } source)
        {
            return (double.PositiveInfinity, 0);
        }

        Module wide = new WidenElements().Run(imported, context);
        Graph model = wide.Find(ModuleKeys.Model)!;
        CircuitRun run = new(circuit, module.Weights);
        (double difference, double magnitude) = (0, 0);
        foreach (int sample in samples.Split.Calibration)
        {
            Dictionary<string, Tensor> given = model.Ops<Input>().ToDictionary(
                static input => input.Op.Name, input => source.Value(sample, input.Node.Name).WithShape(input.Op.Type.Shape));
            IReadOnlyDictionary<string, Tensor> answers = TensorInterpreter.Run(model, wide.Weights, given);
            double[] meant = [.. model.Outputs.SelectMany(output => answers[output.Name].Values)];
            double[] actual = samples.Answer(sample, circuit, run.Outputs(samples.Inputs(sample)));
            magnitude = Math.Max(magnitude, meant.Max(Math.Abs));
            difference = Math.Max(difference, meant.Zip(actual, static (m, a) => double.IsFinite(m - a) ? Math.Abs(m - a) : double.PositiveInfinity).Max());
        }

        return (difference, magnitude);
    }

    private static string Text(double number) => number.ToString("G3", CultureInfo.InvariantCulture);
}
