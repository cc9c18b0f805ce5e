using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>How far into a row the results of layers lie.</summary>
internal static class FeatureReach
{
    /// <summary>Slots of a row, from its first one, that hold a value and what layers make of it directly.</summary>
    public static int Behind(RowLowering lowering, Node node) => lowering.Users[node.Id.Index].Aggregate(InRow(lowering, node.Id), (most, user) => Math.Max(most, user.Op switch
    {
        Linear or Center => InRow(lowering, user.Id),
        Reshape or Slice or Transpose => Behind(lowering, user),
        _ => 0,
    }));

    private static int InRow(RowLowering lowering, ValueId value)
    {
        int rank = lowering.ShapeOf(value).Rank;
        TensorDimension[] features =
        [
            .. Enumerable.Range(0, rank)
                .Where(axis => lowering.ShapeOf(value)[axis] > 1 && lowering.Roles.Of(value, axis) == AxisRole.Feature)
                .SelectMany(axis => lowering.Roles.FactorsOf(value, axis))
                .Where(static size => size > 1)
                .Select((size, place) => new TensorDimension($"f{place}", size, AxisRole.Feature)),
        ];
        return features.Length == 0 ? 1 : RowAxes.Reach(FeaturePlacement.Of(features, lowering.Rows.Features).Slots);
    }
}
