using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>Text form of layouts: <c>t:32 f:32 | f[4:1] r*5 f[0] t[4:0]</c>; <c>c:8/7</c> is size 8 with 7 in use.</summary>
public static class LayoutText
{
    public static string Write(Layout layout)
    {
        StringBuilder text = new();
        foreach (LayoutDimension dimension in layout.Dimensions)
        {
            text.Append(dimension.Name).Append(':').Append(Number(dimension.Size));
            text.Append(dimension.Extent == dimension.Size ? " " : "/" + Number(dimension.Extent) + " ");
        }

        text.Append('|');
        for (int i = 0; i < layout.Bits.Count;)
        {
            int run = RunLength(layout.Bits, i);
            text.Append(' ').Append(Group(layout.Bits[i], run));
            i += run;
        }

        return text.ToString();
    }

    /// <exception cref="IrException">The text is not a layout.</exception>
    public static Layout Parse(string text)
    {
        TextCursor cursor = new(text);
        List<LayoutDimension> dimensions = new();
        while (!cursor.TryTake("|"))
        {
            dimensions.Add(ReadDimension(cursor));
        }

        List<AddressBit> bits = new();
        while (!cursor.AtEnd)
        {
            ReadGroup(cursor, bits);
        }

        return Layout.Of(dimensions, bits);
    }

    private static LayoutDimension ReadDimension(TextCursor cursor)
    {
        string name = cursor.Word();
        cursor.Expect(":");
        int size = cursor.Int32();
        return new LayoutDimension(name, size, cursor.TryTake("/") ? cursor.Int32() : size);
    }

    private static void ReadGroup(TextCursor cursor, List<AddressBit> bits)
    {
        string name = cursor.Word();
        if (cursor.TryTake("*"))
        {
            int count = cursor.Int32();
            if (count is < 1 or > 30)
            {
                throw cursor.Error("a group has 1 to 30 bits");
            }

            bits.AddRange(Enumerable.Repeat(RoleBit(name, cursor), count));
            return;
        }

        string[] targets = name.Split('+');
        cursor.Expect("[");
        int high = cursor.Int32();
        int low = cursor.TryTake(":") ? cursor.Int32() : high;
        cursor.Expect("]");
        if (high < low || low < 0 || high > 30)
        {
            throw cursor.Error("bits run from the higher to the lower");
        }

        for (int bit = high; bit >= low; bit--)
        {
            bits.Add(AddressBit.Of(bit, targets));
        }
    }

    private static AddressBit RoleBit(string letter, TextCursor cursor) => letter switch
    {
        "r" => AddressBit.Replicate,
        "z" => AddressBit.Zero,
        "u" => AddressBit.Unspecified,
        _ => throw cursor.Error($"'{letter}' is not a role; r, z and u are"),
    };

    private static int RunLength(EquatableArray<AddressBit> bits, int start)
    {
        int run = 1;
        while (start + run < bits.Count && Continues(bits[start], bits[start + run], run))
        {
            run++;
        }

        return run;
    }

    private static bool Continues(AddressBit first, AddressBit next, int offset) =>
        next.Role == first.Role && next.Dimensions == first.Dimensions
        && (first.Role != BitRole.Index || next.Bit == first.Bit - offset);

    private static string Group(AddressBit bit, int run) => bit.Role switch
    {
        BitRole.Replicate => "r*" + Number(run),
        BitRole.Zero => "z*" + Number(run),
        BitRole.Unspecified => "u*" + Number(run),
        _ => string.Join("+", bit.Dimensions) + "[" + Number(bit.Bit) + (run == 1 ? "]" : ":" + Number(bit.Bit - run + 1) + "]"),
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
