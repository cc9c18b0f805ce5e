using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax;

/// <summary>A tensor that the client knows and that leaves the range it had on the calibration samples: the answer may be wrong.</summary>
/// <param name="Tensor">Name of a model's input, or of what the client computes from the inputs and encrypts.</param>
/// <param name="IsInput">Which of the two.</param>
/// <param name="Value">The element that lies farthest outside.</param>
/// <param name="Place">Its indices: <c>[0, 3]</c>.</param>
/// <param name="Calibrated">The range with its margin.</param>
/// <param name="Outside">How many elements lie outside.</param>
/// <param name="Elements">How many there are.</param>
public sealed record RangeWarning(string Tensor, bool IsInput, double Value, string Place, Interval Calibrated, int Outside, int Elements)
{
    /// <summary>Distance from the range, in its widths.</summary>
    public double Distance => Math.Max(Calibrated.Low - Value, Value - Calibrated.High) / Calibrated.Width;

    public Diagnostic Diagnostic => Diagnostic.Of(DiagnosticKinds.InputOutOfRange, Message);

    private string Message => FormattableString.Invariant(
        $"{(IsInput ? $"Input '{Tensor}'" : $"'{Tensor}', which is computed from the input and encrypted,")} is {Value:G4} at {Place}, outside of [{Calibrated.Low:G4}, {Calibrated.High:G4}] by {Distance:G3} of its width ({Outside} of {Elements} values are outside). Polynomials are made for what the calibration samples reached, so the answer may be wrong: correct the input, or calibrate with samples like it.");

    /// <summary>What an exact look finds; null where every element lies inside.</summary>
    internal static RangeWarning? Of(string name, bool isInput, Tensor tensor, Interval range)
    {
        int outside = tensor.Values.Count(value => !range.Contains(value));
        if (outside == 0)
        {
            return null;
        }

        int farthest = Enumerable.Range(0, tensor.Values.Length).MaxBy(i => Math.Max(range.Low - tensor.Values[i], tensor.Values[i] - range.High));
        return new RangeWarning(name, isInput, tensor.Values[farthest], NonFinite.Place(tensor.Shape, farthest), range, outside, tensor.Values.Length);
    }

    public override string ToString() => Message;
}
