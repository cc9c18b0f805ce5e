using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A layer's result whose halves of heads are one complex number each, x + u y (<see cref="HalvedHeads"/>).</summary>
/// <param name="First">What the first halves are multiples of.</param>
/// <param name="Second">What the second halves are.</param>
internal sealed record HalvesInPairs(double First, double Second) : IPendingFactor
{
    /// <summary>Half of the queries, the second halves negated: twice the real part of (q - u q')(k + u k') / 2 is q k + q' k'.</summary>
    public static HalvesInPairs OfQueries { get; } = new(0.5, -0.5);

    /// <summary>Keys and values.</summary>
    public static HalvesInPairs Plain { get; } = new(1, 1);

    /// <summary>A matrix or a bias whose columns are features in heads, made for such a result.</summary>
    /// <param name="values">By columns.</param>
    /// <param name="width">Features of a head.</param>
    /// <param name="half">Where the second half begins.</param>
    /// <param name="factor">Of all.</param>
    public Tensor Scaled(Tensor values, int width, int half, double factor) => new(
        ElementType.Float64, values.Shape, [.. values.Values.Select((value, place) => value * factor * (place % width < half ? First : Second))]);

    /// <summary>A linear map takes the pairs apart. A level.</summary>
    public RowValue Whole(RowLowering lowering, RowValue value, string name)
    {
        LayoutAxis halves = value.Layout.CiphertextAxes.Single();
        string feature = halves.Terms[0].Dimension;
        int width = value.Layout.Dimension(feature).Extent;
        double[] factors = [.. Enumerable.Range(0, width).Select(place => 1 / (place < halves.Terms[0].Step ? First : Second))];
        string weight = lowering.AddWeight(name + ".halves", new Tensor(ElementType.Float64, Shape.Of(width, 1), factors));
        LinearMap apart = new(value.Layout, value.Layout, indexed: [feature]);
        return value with { Value = lowering.Builder.Add(new PackedLinearMap(value.Value, weight, apart), name), Pending = null };
    }
}
