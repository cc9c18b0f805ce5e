using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>Text form of layouts, see docs/formats.md: <c>t:21/32z f:120 | 3 ciphertexts | f*40:3 t:32 f*10:4/256u f:10/21z</c>.</summary>
/// <remarks>
/// Before the bar a dimension with its extent, of its size and what the rest holds, from its offset on. After it the axes, highest first: what a position adds
/// (<c>r</c>: nothing, copies), the number of positions, and of how many addresses where these are more. Strides follow from below.
/// </remarks>
public static class LayoutText
{
    private const string Ciphertexts = "ciphertexts";

    public static string Write(Layout layout)
    {
        StringBuilder text = new();
        foreach (LayoutDimension dimension in layout.Dimensions)
        {
            text.Append(dimension.Name).Append(':').Append(Number(dimension.Extent));
            text.Append(dimension.IsPadded ? "/" + Number(dimension.Size) + Letter(dimension.Padding) : string.Empty);
            text.Append(dimension.Offset == 0 ? " " : "@" + Number(dimension.Offset) + " ");
        }

        text.Append('|');
        if (layout.CiphertextCount > 1)
        {
            text.Append(' ').Append(Number(layout.CiphertextCount)).Append(' ').Append(Ciphertexts).Append(" |");
        }

        foreach (LayoutAxis axis in layout.Axes)
        {
            text.Append(' ').Append(Terms(axis)).Append(':').Append(Number(axis.Extent));
            text.Append(axis.HasGap ? "/" + Number(axis.Room) + Letter(axis.Gap) : string.Empty);
        }

        return text.ToString();
    }

    /// <summary>Reads a layout from text that nobody vouches for.</summary>
    /// <exception cref="IrException">The text is not a layout, or one of more slots than <see cref="Layout.LargestAddressCount"/>.</exception>
    public static Layout Parse(string text)
    {
        TextCursor cursor = new(text);
        List<LayoutDimension> dimensions = new();
        while (!cursor.TryTake("|"))
        {
            CheckCount(cursor, dimensions.Count, LayoutChecks.MostDimensions, "dimensions");
            dimensions.Add(ReadDimension(cursor));
        }

        int ciphertexts = ReadCiphertexts(cursor);
        List<LayoutAxis> axes = new();
        while (!cursor.AtEnd)
        {
            CheckCount(cursor, axes.Count, LayoutChecks.MostAxes, "axes");
            axes.Add(ReadAxis(cursor));
        }

        return Of(cursor, dimensions, axes, ciphertexts);
    }

    private static Layout Of(TextCursor cursor, List<LayoutDimension> dimensions, List<LayoutAxis> axes, int ciphertexts)
    {
        long addresses = 1;
        for (int i = axes.Count - 1; i >= 0; i--)
        {
            LayoutAxis axis = axes[i];
            long room = axis.Room == 0 ? addresses * axis.Extent : axis.Room;
            if (room is < 1 or > Layout.LargestAddressCount)
            {
                throw cursor.Error(LayoutChecks.TooManyAddresses(room).Message);
            }

            axes[i] = axis with { Stride = (int)addresses, Room = (int)room };
            addresses = room;
        }

        return addresses % ciphertexts == 0
            ? new Layout(dimensions, axes, (int)addresses / ciphertexts, ciphertexts)
            : throw cursor.Error($"{addresses} slots are no whole number of slots in each of {ciphertexts} ciphertexts");
    }

    private static LayoutDimension ReadDimension(TextCursor cursor)
    {
        string name = cursor.Name();
        cursor.Expect(":");
        int extent = cursor.Natural();
        SlotFill padding = SlotFill.Zero;
        int size = cursor.TryTake("/") ? ReadFilled(cursor, out padding) : extent;
        return new LayoutDimension(name, size, extent, padding, cursor.TryTake("@") ? cursor.Natural() : 0);
    }

    private static int ReadCiphertexts(TextCursor cursor)
    {
        if (!cursor.PeekDigit())
        {
            return 1;
        }

        int count = cursor.Natural();
        cursor.Expect(Ciphertexts);
        cursor.Expect("|");
        return count is >= 1 and <= Layout.LargestAddressCount ? count : throw cursor.Error($"{count} ciphertexts; a layout has at least one");
    }

    /// <summary>An axis without its stride; a room of 0 ends where the positions do.</summary>
    private static LayoutAxis ReadAxis(TextCursor cursor)
    {
        List<AxisTerm> terms = new();
        string name = cursor.Name();
        bool isCopies = name == LayoutChecks.CopiesName;
        while (!isCopies)
        {
            CheckCount(cursor, terms.Count, LayoutChecks.MostDimensions, "dimensions of an axis");
            terms.Add(new AxisTerm(name, cursor.TryTake("*") ? cursor.Natural() : 1));
            if (!cursor.TryTake("+"))
            {
                break;
            }

            name = cursor.Name();
        }

        cursor.Expect(":");
        int extent = cursor.Natural();
        SlotFill gap = SlotFill.Zero;
        int room = cursor.TryTake("/") ? ReadFilled(cursor, out gap) : 0;
        return LayoutAxis.Of(extent, terms.ToArray()) with { Room = room, Gap = gap };
    }

    private static int ReadFilled(TextCursor cursor, out SlotFill fill)
    {
        int number = cursor.Natural();
        bool isZero = cursor.TryTake("z");
        if (!isZero && !cursor.TryTake("u"))
        {
            throw cursor.Error("what the rest holds is missing: z for zeros, u for nothing that anyone may use");
        }

        fill = isZero ? SlotFill.Zero : SlotFill.Unused;
        return number;
    }

    private static void CheckCount(TextCursor cursor, int count, int most, string what)
    {
        if (count >= most)
        {
            throw cursor.Error($"a layout has at most {most} {what}");
        }
    }

    private static string Terms(LayoutAxis axis) => axis.Terms.Count == 0
        ? LayoutChecks.CopiesName
        : string.Join("+", axis.Terms.Select(static term => term.Step == 1 ? term.Dimension : term.Dimension + "*" + Number(term.Step)));

    private static string Letter(SlotFill fill) => fill == SlotFill.Zero ? "z" : "u";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
