using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Predict;

namespace PowerSoftmax.Passes.Check;

/// <summary>On the samples, of large circuits the first ones, rotations and slots compute what the tensor circuit means, to 40 bits of each output's magnitude.</summary>
public sealed class LayoutChecker : IChecker
{
    public const double Bits = 40;

    private const string Name = "layout";

    public void Check(CircuitUnderCheck circuit, DiagnosticBag diagnostics)
    {
        DoublePrecision exact = DoublePrecision.Of(circuit.Tensor, circuit.Weights);
        DiagonalsTable diagonals = new();
        foreach (IReadOnlyDictionary<string, Tensor> sample in LookedSamples.Of(circuit.Packed, circuit.Samples, LookedSamples.ForComparison))
        {
            IReadOnlyDictionary<string, Tensor> meant = TensorInterpreter.Run(exact.Graph, exact.Weights, sample);
            IReadOnlyDictionary<string, Tensor> packed = SlotInterpreter.Run(circuit.Packed, sample, circuit.Weights, diagonals);
            foreach ((string output, Tensor tensor) in meant)
            {
                Compare(output, tensor, packed.GetValueOrDefault(output), diagnostics);
            }
        }
    }

    private static void Compare(string output, Tensor meant, Tensor? packed, DiagnosticBag diagnostics)
    {
        if (packed is null || packed.Values.Length != meant.Values.Length)
        {
            diagnostics.Failed(Name, $"output '{output}' is missing from the packed circuit or has another shape");
            return;
        }

        double largest = meant.Values.Max(Math.Abs);
        double error = meant.Values.Zip(packed.Values, static (left, right) => Math.Abs(left - right)).Max();
        if (!(error <= largest * Math.Pow(2, -Bits)))
        {
            diagnostics.Failed(Name, FormattableString.Invariant(
                $"output '{output}' differs from the tensor circuit by {error:G3} at a magnitude of {largest:G3}"));
        }
    }
}
