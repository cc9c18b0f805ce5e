using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Noise;

/// <summary>How close a value comes to half the modulus of its level; beyond it all slots are lost.</summary>
/// <remarks>A coefficient is at most as large as the largest slot, so the bound holds for every slot, used or not.</remarks>
/// <param name="Node">The node of the Ckks graph.</param>
/// <param name="Reached">Magnitude on the samples, base-2 logarithm.</param>
/// <param name="Allowed">Magnitude that just fits.</param>
public sealed record Headroom(Node Node, double Reached, double Allowed)
{
    /// <summary>Bits kept free for inputs that are larger than the samples.</summary>
    public const double Margin = 1;

    public bool IsEnough => Reached + Margin <= Allowed;

    /// <summary>By node, in order.</summary>
    public static IEnumerable<Headroom> Of(Graph ckks, NoiseReport noise, CkksParameterSet parameters) => ckks.Nodes.Select(node =>
    {
        CiphertextType type = (CiphertextType)node.Type;
        double allowed = SecurityTable.Log2(parameters.Q.Take(type.Level.LimbCount)) - 1 - type.Scale.Log2;
        return new Headroom(node, Math.Log2(Largest(node, noise)), allowed);
    });

    /// <summary>The value itself and, for a polynomial, the largest Chebyshev polynomial that its evaluation makes.</summary>
    private static double Largest(Node node, NoiseReport noise)
    {
        double own = noise.Nodes[node.Id.Index].Magnitude;
        if (node.Op is not CkksPolynomial polynomial)
        {
            return own;
        }

        double input = noise.Nodes[polynomial.Input.Index].Magnitude;
        return input <= 1 ? Math.Max(own, 1) : Math.Max(own, Math.Cosh(polynomial.Series.Degree * Math.Acosh(input)));
    }
}
