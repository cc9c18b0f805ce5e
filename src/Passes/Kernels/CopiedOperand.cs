using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Layouts;
using PowerSoftmax.Passes.Lowering;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Copies of a layer's operand beside it in the row: then a slot of the result finds each feature to its right, and diagonals are as few as features.</summary>
/// <remarks>What holds no feature must be zero in every row: a copy takes the end of the row before with it. Doubling writes copies for a rotation each. Whether that is less than what it saves is asked of the rotations that the map then has.</remarks>
internal static class CopiedOperand
{
    /// <summary>A rotation by itself next to one of the many that share a decomposition.</summary>
    private const double Doubling = 3;

    /// <summary>A product with a diagonal next to such a rotation.</summary>
    private const double Product = 0.05;

    /// <param name="lowering">The lowering.</param>
    /// <param name="map">From the operand as it is.</param>
    /// <param name="operand">What the map reads.</param>
    /// <param name="source">The operand in the tensor circuit: an input is packed with its copies.</param>
    /// <param name="name">Of the nodes.</param>
    /// <returns>The operand with copies, or as it is.</returns>
    public static RowValue For(RowLowering lowering, LinearMap map, RowValue operand, ValueId source, string name)
    {
        if (MostCopies(lowering.Rows, map) is not RowTurns copies)
        {
            return operand;
        }

        LinearMap copied = new(copies.With(map.Input, LayoutAxis.Copies(copies.Count)), map.Output, map.Contracted, map.Produced);
        bool isFree = lowering.Source[source].Op is Input || FeatureCopies.AreMade(lowering, operand, copies);
        return Cost(copied) + (isFree ? 0 : Doubling * Math.Log2(copies.Count)) < Cost(map)
            ? lowering.InputAgain(source, copied.Input, operand.Axes) ?? FeatureCopies.Write(lowering, operand, copies, name)
            : operand;
    }

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

    /// <summary>Baby and giant rotations, and products, in units of a rotation.</summary>
    private static double Cost(LinearMap map)
    {
        double diagonals = (double)MapRotations.Of(map).Count * map.Output.CiphertextCount;
        return (2 * Math.Sqrt(diagonals)) + (Product * diagonals);
    }
}
