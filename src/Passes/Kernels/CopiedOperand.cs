using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
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
    /// <param name="name">Of the nodes.</param>
    /// <returns>The operand with copies, or as it is.</returns>
    public static RowValue For(RowLowering lowering, LinearMap map, RowValue operand, string name)
    {
        if (MostCopies(lowering.Rows, map) is not RowTurns copies)
        {
            return operand;
        }

        LinearMap copied = new(copies.With(map.Input, LayoutAxis.Copies(copies.Count)), map.Output, map.Contracted, map.Produced);
        double without = Cost(map);
        double with = Cost(copied) + (Doubling * Math.Log2(copies.Count));
        return with < without
            ? operand with { Value = lowering.Once((operand.Value, $"{copies.Count} copies"), () => copies.Repeated(lowering, operand, name).Value), Layout = copied.Input }
            : operand;
    }

    /// <summary>As many as the result's slots reach over; null where a row has no room for two, or holds something else than features.</summary>
    private static RowTurns? MostCopies(RowShape rows, LinearMap map)
    {
        LayoutAxis lowest = map.Input.Axes[^1];
        bool isAlone = lowest is { Stride: 1, Gap: SlotFill.Zero, Terms.Count: 1 } && lowest.Room == rows.Features && map.Input.CiphertextCount == 1 && map.Contracted.Contains(lowest.Terms[0].Dimension);
        if (!isAlone || !map.Input.PromisesZeros())
        {
            return null;
        }

        int stride = PowersOfTwo.AtLeast(lowest.Extent);
        int reach = RowAxes.InRow(map.Output, rows).Where(static axis => axis.IsIndex).Sum(static axis => (axis.Extent - 1) * axis.Stride);
        int count = Math.Min(rows.Features / stride, PowersOfTwo.AtLeast((reach / stride) + 2));
        return count > 1 ? new RowTurns(count, stride) : null;
    }

    /// <summary>Baby and giant rotations, and products, in units of a rotation.</summary>
    private static double Cost(LinearMap map)
    {
        double diagonals = (double)MapRotations.Of(map).Count * map.Output.CiphertextCount;
        return (2 * Math.Sqrt(diagonals)) + (Product * diagonals);
    }
}
