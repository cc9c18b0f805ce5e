using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Predict;

/// <summary>Bounds on the slots of every value of a Packed circuit, for bootstraps: beyond its bound a value is lost.</summary>
/// <remarks>
/// Half as much again as the largest slot on the samples, those that hold nothing of use included, and then the next power of two: a
/// bootstrap scales by its bound, and a power of two costs no rounding. The precision lost to the margin is 0.6 to 1.6 bits.
/// </remarks>
public static class SlotBounds
{
    /// <summary>The bound relative to the largest slot that was seen, before it is rounded up.</summary>
    public const double Margin = 1.5;

    /// <summary>By value. Cost: a run of the slot interpreter a sample, of large circuits of the first samples alone; several at once.</summary>
    /// <param name="packed">A graph of the Packed dialect.</param>
    /// <param name="weights">The module's weights, with their values.</param>
    /// <param name="samples">At least one: the prologue's outputs by name.</param>
    public static IReadOnlyList<double> Of(Graph packed, WeightTable weights, IEnumerable<IReadOnlyDictionary<string, Tensor>> samples)
    {
        DiagonalsTable diagonals = new();
        double[] largest = LookedSamples.Of(packed, samples, LookedSamples.ForBounds).AsParallel()
            .Select(sample => Largest(packed, sample, weights, diagonals))
            .Aggregate(static (all, next) => [.. all.Zip(next, Math.Max)]);

        return Array.ConvertAll(largest, Bound);
    }

    private static double[] Largest(Graph packed, IReadOnlyDictionary<string, Tensor> sample, WeightTable weights, DiagonalsTable diagonals)
    {
        double[] largest = new double[packed.Nodes.Count];
        SlotInterpreter.Run(packed, sample, weights, diagonals, (node, slots) => largest[node.Id.Index] = SlotArithmetic.Largest(slots));
        return largest;
    }

    /// <summary>1 for a value that is zero throughout; a value that overflowed has no bound and is infinite.</summary>
    internal static double Bound(double largest) => largest == 0 ? 1
        : double.IsFinite(largest) ? Math.Pow(2, Math.Ceiling(Math.Log2(Margin * largest)))
        : double.PositiveInfinity;
}
