using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>The layout of a slotwise product: an element of both where both have one, zero where either is zero, else unused.</summary>
/// <remarks>
/// Dimensions of one name are one dimension, and must lie in the same slots. Of what unused slots meet zeros everything that is said to be zero is; what
/// is zero by gaps of both operands that cross each other may be said to be unused, and so may copies that end within an axis of the other operand. Cost: the number of axes.
/// </remarks>
public sealed class LayoutProduct
{
    private readonly Layout left;
    private readonly Layout right;
    private readonly List<LayoutAxis> axes = new();
    private readonly List<FillPair> gaps = new();
    private string? refusal;

    private LayoutProduct(Layout left, Layout right)
    {
        this.left = left;
        this.right = right;
    }

    /// <exception cref="IrException">The layouts have different slots, a dimension lies in different slots, or axes cross each other.</exception>
    public static Layout Of(Layout left, Layout right)
    {
        LayoutProduct product = new(left, right);
        return product.Run() ?? throw new IrException($"layouts '{left}' and '{right}' have no product: {product.refusal}");
    }

    /// <summary>The same; null where there is no product.</summary>
    public static Layout? OrNull(Layout left, Layout right) => new LayoutProduct(left, right).Run();

    private Layout? Run()
    {
        if (left.SlotCount != right.SlotCount || left.CiphertextCount != right.CiphertextCount)
        {
            Refuse($"they have {left.CiphertextCount} x {left.SlotCount} and {right.CiphertextCount} x {right.SlotCount} slots");
            return null;
        }

        Stack<Piece> lefts = new(left.Axes.Select(Piece.Of));
        Stack<Piece> rights = new(right.Axes.Select(Piece.Of));
        while (lefts.Count > 0 && refusal is null)
        {
            Next(lefts, rights);
        }

        LayoutDimension[] dimensions = Dimensions().ToArray();
        if (refusal is not null)
        {
            return null;
        }

        SlotFill[] fills = FillPair.Resolve(gaps);
        IEnumerable<LayoutAxis> filled = axes.Select((axis, i) => axis with { Gap = fills[i] });
        return new Layout(dimensions, filled.Reverse(), left.SlotCount, left.CiphertextCount);
    }

    /// <summary>Joins the lowest axes, of one stride, after the one of more room is cut where the other ends.</summary>
    private void Next(Stack<Piece> lefts, Stack<Piece> rights)
    {
        Piece first = lefts.Pop();
        Piece second = rights.Pop();
        if (first.Axis.Room > second.Axis.Room)
        {
            first = Cut(first, second.Axis, lefts);
        }
        else if (second.Axis.Room > first.Axis.Room)
        {
            second = Cut(second, first.Axis, rights);
        }

        Join(first, second);
    }

    private Piece Cut(Piece larger, LayoutAxis smaller, Stack<Piece> rest)
    {
        if (larger.IsUniform)
        {
            rest.Push(larger with { Axis = larger.Axis with { Stride = smaller.Room } });
            return larger with { Axis = larger.Axis with { Room = smaller.Room } };
        }

        if (PartOfCopies(larger.Axis, smaller) is var (inner, outer))
        {
            rest.Push(Piece.Of(outer));
            return Piece.Of(inner);
        }

        if (!larger.Axis.TryCut(smaller.Room, out LayoutAxis lower, out LayoutAxis upper))
        {
            Refuse($"an axis of {larger.Axis.Extent} positions {larger.Axis.Stride} slots apart is cut by another after {smaller.Room} slots");
            return larger;
        }

        rest.Push(Piece.Of(upper));
        return Piece.Of(lower);
    }

    /// <summary>Copies that end within the last of the parts that another axis cuts them into: as many in each part as the last one has, where these reach over the other axis.</summary>
    private static (LayoutAxis Inner, LayoutAxis Outer)? PartOfCopies(LayoutAxis copies, LayoutAxis smaller)
    {
        int positions = smaller.Room / copies.Stride;
        int rest = copies.Extent % positions;
        return copies.IsCopies && copies.Extent > positions && smaller.Room % copies.Stride == 0 && (long)rest * copies.Stride >= (long)smaller.Extent * smaller.Stride
            ? (copies with { Extent = rest, Room = smaller.Room, Gap = SlotFill.Unused }, copies with { Extent = (copies.Extent / positions) + 1, Stride = smaller.Room })
            : null;
    }

    private void Join(Piece first, Piece second)
    {
        LayoutAxis axis = first.Axis;
        if (first.IsUniform && second.IsUniform && axis.Room % axis.Stride != 0)
        {
            Refuse($"copies {axis.Stride} slots apart end after {axis.Room} slots");
        }

        int extent = System.Math.Min(first.Extent, second.Extent);
        axes.Add(axis.WithTerms(Terms(axis, second.Axis)) with { Extent = extent });
        gaps.Add(new FillPair(first.FillBeyond(extent), second.FillBeyond(extent)));
    }

    private IEnumerable<AxisTerm> Terms(LayoutAxis first, LayoutAxis second)
    {
        foreach (LayoutDimension shared in left.Dimensions.Where(dimension => right.DimensionIndex(dimension.Name) >= 0))
        {
            if (first.StepOf(shared.Name) != second.StepOf(shared.Name))
            {
                Refuse($"'{shared.Name}' lies in different slots; give one of them another name");
            }
        }

        return first.Terms.Union(second.Terms);
    }

    private IEnumerable<LayoutDimension> Dimensions()
    {
        List<LayoutDimension> all = left.Dimensions.Concat(right.Dimensions.Where(dimension => left.DimensionIndex(dimension.Name) < 0)).ToList();
        SlotFill[] fills = FillPair.Resolve(all.Select(dimension => new FillPair(Padding(left, dimension.Name), Padding(right, dimension.Name))).ToList());
        foreach (LayoutDimension shared in left.Dimensions.Where(dimension => right.DimensionIndex(dimension.Name) >= 0))
        {
            if (right.Dimension(shared.Name) with { Padding = shared.Padding } != shared)
            {
                Refuse($"'{shared.Name}' has other indices in the one than in the other");
            }
        }

        return all.Select((dimension, i) => dimension with { Padding = fills[i] });
    }

    private static SlotFill? Padding(Layout layout, string name) =>
        layout.DimensionIndex(name) >= 0 && layout.Dimension(name) is { IsPadded: true } dimension ? dimension.Padding : null;

    private void Refuse(string why) => refusal ??= why;

    /// <summary>An axis or a part of one.</summary>
    /// <param name="Axis">Of a uniform part only stride and room count: every address of it holds the same.</param>
    /// <param name="IsUniform">Whether it may be cut anywhere.</param>
    private readonly record struct Piece(LayoutAxis Axis, bool IsUniform)
    {
        public int Extent => IsUniform ? Axis.Room / Axis.Stride : Axis.Extent;

        public static Piece Of(LayoutAxis axis) => new(axis, axis.IsUniform());

        /// <summary>What the part holds beyond so many positions, not more than its own: zero if it does so everywhere there, unused if anywhere.</summary>
        public SlotFill? FillBeyond(int extent)
        {
            bool matters = !IsUniform && Axis.HasGap && (extent == Axis.Extent || Axis.Gap == SlotFill.Unused);
            return matters ? Axis.Gap : null;
        }
    }
}
