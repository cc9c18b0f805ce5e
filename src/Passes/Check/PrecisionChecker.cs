using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Check;

/// <summary>The predicted noise leaves every output with the precision asked.</summary>
public sealed class PrecisionChecker : IChecker
{
    public void Check(CircuitUnderCheck circuit, DiagnosticBag diagnostics)
    {
        foreach (OutputNoise output in circuit.Noise.Outputs)
        {
            // Negated so that a NaN, from a value that overflowed on the samples, fails.
            if (!(output.Bits >= circuit.BitsAsked))
            {
                diagnostics.Failed("precision", FormattableString.Invariant(
                    $"output '{output.Tensor}' has {output.Bits:0.0} predicted bits of its range {output.Range:G4}, {circuit.BitsAsked:0.0} are asked; raise the default scale"));
            }
        }
    }
}
