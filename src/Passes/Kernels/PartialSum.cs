using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>What a sum that doubling made still lacks: only the first slot of each run is right, the others hold sums that cross into the next run.</summary>
/// <param name="Run">Slots of a run, a power of two.</param>
/// <param name="Factor">Of the sum.</param>
/// <param name="Summand">Added to that.</param>
internal sealed record PartialSum(int Run, double Factor, double Summand) : IPending
{
    /// <summary>No summand of the sum is negative, so that what the other slots hold is at most the sums of two neighbouring runs.</summary>
    public bool IsOfNonNegatives { get; init; }

    /// <summary>A mask keeps the first slot of each run and carries the factor, doubling backwards repeats it. A level.</summary>
    public RowValue Whole(RowLowering lowering, RowValue sum, string name)
    {
        Layout first = Layout(sum, 1);
        string weight = lowering.AddWeight(name + ".mask", new Tensor(ElementType.Float64, Shape.Scalar, [Factor]));
        PackedMultiplyPlain masked = new(sum.Value, weight, first.Only(), first);
        RowValue whole = Repeated(lowering, sum with { Value = lowering.Builder.Add(masked, name) }, name);
        return Plaintexts.Add(lowering, whole, Summand, name);
    }

    /// <summary>A polynomial of the sum: its coefficients are the mask, so that this costs no level, and neither does the map of its interval.</summary>
    /// <returns>The value in all slots of each run; null where the polynomial cannot be evaluated on what the other slots hold.</returns>
    public RowValue? Function(RowLowering lowering, RowValue sum, ChebyshevSeries series, string name)
    {
        double low = (series.Interval.Low - Summand) / Factor;
        double high = (series.Interval.High - Summand) / Factor;
        if (!IsOfNonNegatives || UnitMap.Whole(series, new Interval(Math.Min(low, high), Math.Max(low, high))) is not UnitMap unit || !unit.MayReach(2 * Math.Max(Math.Abs(low), Math.Abs(high))))
        {
            return null;
        }

        // What the other slots hold is moved, too, and stays near the interval.
        RowValue argument = unit.Variable(lowering, sum with { Layout = Layout(sum, Run) }, name + "#interval");
        Layout first = Layout(sum, 1);
        PackedPolynomial masked = new(argument.Value, unit.Series, Plaintexts.Mask(lowering, first, name), first) { Bound = unit.Bound };
        return Repeated(lowering, sum with { Value = lowering.Builder.Add(masked, name + "#activation") }, name + "#activation");
    }

    private RowValue Repeated(RowLowering lowering, RowValue first, string name)
    {
        Layout whole = Layout(first, Run);
        PackedSumSlots repeated = new(first.Value, FeatureSum.Steps(Run, -1, lowering.Rows.Slots), whole);
        return first with { Value = lowering.Builder.Add(repeated, name), Layout = whole, Pending = null };
    }

    /// <summary>So many copies of the sum at the beginning of each run, and zeros.</summary>
    private static Layout Layout(RowValue sum, int copies) => new(
        sum.Layout.Dimensions,
        [.. sum.Layout.Axes.SkipLast(1), sum.Layout.Axes[^1] with { Extent = copies, Gap = SlotFill.Zero }],
        sum.Layout.SlotCount,
        sum.Layout.CiphertextCount);
}
