using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Passes.Rules.Ckks;

namespace PowerSoftmax.Passes.Predict;

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
        CkksPlace at = CkksPlace.Of(ckks, node);
        double allowed = SecurityTable.Log2(parameters.Q.Take(at.Result.Level.LimbCount)) - 1 - at.Result.Scale.Log2;
        return new Headroom(node, Math.Log2(Largest(at, noise)), allowed);
    });

    private static double Largest(CkksPlace at, NoiseReport noise) => CkksRules.Of(at.Node).Reach(
        at, noise.Nodes[at.Node.Id.Index].Magnitude, [.. at.Node.Op.Inputs.Select(input => noise.Nodes[input.Index].Magnitude)]);
}
