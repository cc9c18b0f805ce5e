using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Approximate.Candidates;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>Largest error of an output, relative to its range, for each unit of a function's error; over samples and shapes of error: a constant one and two that oscillate.</summary>
/// <remarks>
/// Of every sample each value is computed once, and for each function and shape what depends on it, several at once. Large circuits are measured on fewer samples, at least
/// on one: the error that all polynomials make together is measured on all of them afterwards.
/// </remarks>
/// <param name="module">Has the weights.</param>
/// <param name="circuit">The circuit before any approximation.</param>
/// <param name="samples">The user's samples.</param>
internal sealed class FunctionSensitivities(Module module, Graph circuit, CalibrationSamples samples)
{
    private const int MostSamples = 24;
    private const double Perturbation = 1e-4;

    // Multiply-adds; a minute or two of two processors.
    private const double MostWork = 1e12;

    private static readonly int[] Oscillations = [0, 5, 8];

    /// <param name="functions">With the interval that each is approximated on.</param>
    /// <param name="ranges">Of the outputs, by name.</param>
    /// <returns>By function.</returns>
    public double[] Of(IReadOnlyList<(FunctionSite Site, Interval Interval)> functions, IReadOnlyDictionary<string, double> ranges)
    {
        double[] largest = new double[functions.Count];
        foreach (int sample in samples.Split.Calibration.Take(SampleCount(functions.Count)))
        {
            Tensor[] values = new CircuitRun(circuit, module.Weights).Values(samples.Inputs(sample));
            IReadOnlyList<(string Output, Tensor Value)> exact = [.. samples.Answers(sample, circuit, [.. circuit.Outputs.Select(output => values[output.Value.Index])])];
            double[] differences = new double[functions.Count * Oscillations.Length];
            Parallel.For(0, differences.Length, CircuitRun.FewAtOnce, place =>
            {
                (FunctionSite site, Interval interval) = functions[place / Oscillations.Length];
                CircuitRun perturbed = new(circuit, module.Weights)
                {
                    Replace = other => other.Node.Id == site.Node.Id ? Perturbed(site, interval, Oscillations[place % Oscillations.Length]) : null,
                };
                differences[place] = Difference(exact, samples.Answers(sample, circuit, perturbed.OutputsFrom(values, site.Node.Id)), ranges);
            });

            for (int place = 0; place < differences.Length; place++)
            {
                int index = place / Oscillations.Length;
                largest[index] = Math.Max(largest[index], differences[place] / Perturbation);
            }
        }

        return largest;
    }

    /// <summary>What depends on a function is half of the circuit, in the middle.</summary>
    private int SampleCount(int functions)
    {
        double work = circuit.Nodes.Where(static node => node.Op is TensorOp and not Input).Sum(
            node => (double)((TensorOp)node.Op).Work([.. node.Op.Inputs.Select(input => (TensorType)circuit[input].Type)], (TensorType)node.Type));

        return (int)Math.Clamp(MostWork / (work * functions * Oscillations.Length / 2), 1, MostSamples);
    }

    private static double Difference(
        IReadOnlyList<(string Output, Tensor Value)> exact, IEnumerable<(string Output, Tensor Value)> perturbed, IReadOnlyDictionary<string, double> ranges) =>
        exact.Zip(perturbed).Max(pair => pair.First.Value.Values.Zip(pair.Second.Value.Values, static (e, a) => Math.Abs(e - a)).Max() / ranges[pair.First.Output]);

    private static Func<double, double> Perturbed(FunctionSite site, Interval interval, int oscillation) => x =>
    {
        double value = site.Function.Evaluate(x);
        double unit = Math.Clamp(interval.ToUnit(x), -1, 1);
        double error = Perturbation * Math.Cos(oscillation * Math.Acos(unit));
        return site.ErrorKind == ErrorKind.Relative ? value * (1 + error) : value + error;
    };
}
