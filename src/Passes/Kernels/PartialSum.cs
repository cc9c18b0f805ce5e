using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>What a sum that doubling made still lacks: only the first slots of each run are right, the others hold sums that cross into the next run.</summary>
/// <param name="Run">Slots of a run, a power of two.</param>
/// <param name="Factor">Of the sum.</param>
/// <param name="Summand">Added to that.</param>
internal sealed record PartialSum(int Run, double Factor, double Summand) : IPending
{
    /// <summary>No summand of the sum is negative, so that what the other slots hold is at most the sums of two neighbouring runs.</summary>
    public bool IsOfNonNegatives { get; init; }

    /// <summary>Slots that are right. Where they are several, nothing repeats them over the run.</summary>
    public int Exact { get; init; } = 1;

    /// <summary>How many times as large as the largest sum the other slots may be: two runs together, where they are all sums of the same summands.</summary>
    public double Reach { get; init; } = 2;

    /// <summary>The sum as it is where several slots are right, a level only for a factor; a single one is repeated.</summary>
    public RowValue Whole(RowLowering lowering, RowValue sum, string name)
    {
        if (Exact == 1)
        {
            return Alone(lowering, sum, name);
        }

        RowValue scaled = Factor == 1 ? sum : sum with { Value = lowering.Builder.Add(new PackedMultiplyScalar(sum.Value, Factor), name) };
        return Plaintexts.Add(lowering, scaled with { Pending = null }, Summand, name);
    }

    /// <summary>The sum, and zeros wherever it is not right: a mask keeps the first slots of each run and carries the factor, doubling backwards repeats a single one. A level.</summary>
    public RowValue Alone(RowLowering lowering, RowValue sum, string name)
    {
        Layout first = Layout(sum, Exact);
        string weight = lowering.AddWeight(name + ".mask", new Tensor(ElementType.Float64, Shape.Scalar, [Factor]));
        PackedMultiplyPlain masked = new(sum.Value, weight, first.Only(), first);
        RowValue whole = Repeated(lowering, sum with { Value = lowering.Builder.Add(masked, name) }, name);
        return Plaintexts.Add(lowering, whole, Summand, name);
    }

    /// <summary>A polynomial of the sum: its coefficients are the mask, so that this costs no level, and neither does the map of its interval.</summary>
    /// <param name="lowering">The lowering.</param>
    /// <param name="sum">The sum.</param>
    /// <param name="unit">The polynomial (<see cref="UnitOf"/>).</param>
    /// <param name="name">Of the nodes.</param>
    public RowValue Function(RowLowering lowering, RowValue sum, UnitMap unit, string name) =>
        Repeated(lowering, Masked(lowering, sum, unit, new HeadLayout([]), name), name + "#activation");

    /// <summary>The same on the slots that are right, of one head alone where it is named, and zeros elsewhere.</summary>
    public RowValue Masked(RowLowering lowering, RowValue sum, UnitMap unit, HeadLayout head, string name)
    {
        // What the other slots hold is moved, too, and stays near the interval.
        RowValue argument = unit.Variable(lowering, sum with { Layout = Layout(sum, Run) }, name + "#interval");
        Layout first = head.Of(Layout(sum, Exact));
        PackedPolynomial masked = new(argument.Value, unit.Series, Plaintexts.Mask(lowering, first, name), first) { Bound = unit.Bound };
        return sum with { Value = lowering.Builder.Add(masked, name + "#activation"), Layout = first };
    }

    /// <summary>How a polynomial is applied to the sum.</summary>
    /// <returns>Null where it cannot be evaluated on what the other slots hold.</returns>
    public UnitMap? UnitOf(ChebyshevSeries series)
    {
        double low = (series.Interval.Low - Summand) / Factor;
        double high = (series.Interval.High - Summand) / Factor;
        return IsOfNonNegatives && UnitMap.Whole(series, new Interval(Math.Min(low, high), Math.Max(low, high))) is UnitMap unit && unit.MayReach(Reach * Math.Max(Math.Abs(low), Math.Abs(high)))
            ? unit
            : null;
    }

    private RowValue Repeated(RowLowering lowering, RowValue first, string name)
    {
        if (Exact > 1)
        {
            return first with { Layout = Layout(first, Exact), Pending = null };
        }

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
