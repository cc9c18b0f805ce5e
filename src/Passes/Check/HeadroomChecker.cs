using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Passes.Predict;

namespace PowerSoftmax.Passes.Check;

/// <summary>On the samples, no value comes near half the modulus of its level: an overflow in one slot destroys all of them.</summary>
public sealed class HeadroomChecker : IChecker
{
    public void Check(CircuitUnderCheck circuit, DiagnosticBag diagnostics)
    {
        // Negated so that a NaN, from a value that overflowed on the samples, fails.
        foreach (Headroom headroom in Headroom.Of(circuit.Ckks, circuit.Noise, circuit.Parameters).Where(static node => !node.IsEnough))
        {
            diagnostics.Failed("headroom", headroom.Node, FormattableString.Invariant(
                $"reaches 2^{headroom.Reached:0.0} on the samples and {Headroom.Margin} bit must stay free; its modulus ends at 2^{headroom.Allowed:0.0}. Narrow the ranges of the model"));
        }
    }
}
