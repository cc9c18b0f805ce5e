using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Check;

/// <summary>On the samples, no value comes near half the modulus of its level: an overflow in one slot destroys all of them.</summary>
/// <remarks>A coefficient is at most as large as the largest slot, so the bound holds for every slot, used or not.</remarks>
public sealed class HeadroomChecker : IChecker
{
    /// <summary>Bits kept free for inputs that are larger than the samples.</summary>
    public const double Margin = 1;

    private const string Name = "headroom";

    /// <summary>Largest magnitude, in bits, that a value of this level and scale may have.</summary>
    public static double LogLargest(CkksParameterSet parameters, Level level, Scale scale) =>
        SecurityTable.Log2(parameters.Q.Take(level.LimbCount)) - 1 - scale.Log2;

    public void Check(CircuitUnderCheck circuit, DiagnosticBag diagnostics)
    {
        foreach (Node node in circuit.Ckks.Nodes)
        {
            CiphertextType type = (CiphertextType)node.Type;
            double allowed = LogLargest(circuit.Parameters, type.Level, type.Scale);
            double reached = Math.Log2(Largest(circuit, node));
            if (reached + Margin > allowed)
            {
                diagnostics.Failed(Name, node, FormattableString.Invariant(
                    $"reaches 2^{reached:0.0} on the samples; at level {type.Level} and scale {type.Scale} 2^{allowed:0.0} is the end. Narrow the ranges of the model"));
            }
        }
    }

    /// <summary>The value itself and, for a polynomial, the largest Chebyshev polynomial that its evaluation makes.</summary>
    private static double Largest(CircuitUnderCheck circuit, Node node)
    {
        double own = circuit.Noise.Nodes[node.Id.Index].Magnitude;
        if (node.Op is not CkksPolynomial polynomial)
        {
            return own;
        }

        double input = circuit.Noise.Nodes[polynomial.Input.Index].Magnitude;
        return input <= 1 ? Math.Max(own, 1) : Math.Max(own, Math.Cosh(polynomial.Series.Degree * Math.Acosh(input)));
    }
}
