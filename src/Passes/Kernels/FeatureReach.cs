using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>How far into a row the results of layers lie.</summary>
internal static class FeatureReach
{
    /// <summary>Slots of a row, from its first one, that hold a value and what layers make of it directly.</summary>
    public static int Behind(RowLowering lowering, Node node)
    {
        IReadOnlyList<IReadOnlyList<Node>> users = lowering.Source.Users();
        return Of(node);

        int Of(Node value) => users[value.Id.Index].Aggregate(InRow(lowering, value.Id), (most, user) => Math.Max(most, user.Op switch
        {
            Linear or Center => InRow(lowering, user.Id),
            Reshape or Slice or Transpose => Of(user),
            _ => 0,
        }));
    }

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
        return features.Length == 0 ? 1 : 1 + FeaturePlacement.Of(features, lowering.Rows.Features).Slots.Sum(static axis => (axis.Extent - 1) * axis.Stride);
    }
}
