using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Copies of a layer's operand beside it in the row: then a slot of the result finds each feature to its right, and diagonals are as few as features.</summary>
/// <remarks>What holds no feature must be zero in every row: a copy takes the end of the row before with it. Doubling writes copies for a rotation each. Whether that is less than what it saves is asked of the rotations that the map then has.</remarks>
internal static class CopiedOperand
{
    /// <summary>Copies that pay, and what the layer then costs (<see cref="LayerCost"/>).</summary>
    /// <param name="lowering">The lowering.</param>
    /// <param name="map">From the operand as it is.</param>
    /// <param name="operand">What the map reads.</param>
    /// <param name="source">The operand in the tensor circuit: an input is packed with its copies.</param>
    /// <returns>No copies where these do not pay.</returns>
    public static (RowTurns? Copies, double Cost) For(RowLowering lowering, LinearMap map, RowValue operand, ValueId source)
    {
        double cost = LayerCost.Of(map);
        if (MostCopies(lowering.Rows, map) is not RowTurns copies)
        {
            return (null, cost);
        }

        LinearMap copied = new(copies.With(map.Input, LayoutAxis.Copies(copies.Count)), map.Output, map.Contracted, map.Produced);
        bool isFree = lowering.Source[source].Op is Input || FeatureCopies.AreMade(lowering, operand, copies);
        double with = LayerCost.Of(copied) + (isFree ? 0 : LayerCost.Doubling * Math.Log2(copies.Count));
        return with < cost ? (copies, with) : (null, cost);
    }

    /// <summary>The operand with these copies, or as it is without them.</summary>
    public static RowValue With(RowLowering lowering, RowTurns? copies, RowValue operand, ValueId source, string name) => copies is not RowTurns made
        ? operand
        : lowering.InputAgain(source, made.With(operand.Layout, LayoutAxis.Copies(made.Count)), operand.Axes) ?? FeatureCopies.Write(lowering, operand, made, name);

    /// <summary>As many as the result's slots reach over, or as there is room for; null where a row holds something else than features.</summary>
    private static RowTurns? MostCopies(RowShape rows, LinearMap map)
    {
        if (map.Input.Axes[^1].Room != rows.Features || FeatureCopies.Most(rows, map.Input) is not RowTurns most)
        {
            return null;
        }

        int reach = RowAxes.Reach(RowAxes.InRow(map.Output, rows).Where(static axis => axis.IsIndex));
        return FeatureCopies.Reaching(rows, map.Input, reach) ?? most;
    }
}
