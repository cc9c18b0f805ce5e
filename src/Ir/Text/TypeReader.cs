using System;
using System.Globalization;
using System.Linq;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Text;

/// <summary>Reads the textual form of types.</summary>
public static class TypeReader
{
    public static IrType Read(TextCursor cursor)
    {
        if (cursor.TryTake("tensor<"))
        {
            TensorType type = Tensor(cursor);
            cursor.Expect(">");
            return type;
        }

        if (cursor.TryTake("slots<"))
        {
            return Packed(cursor.Until('<', '>'));
        }

        cursor.Expect("ct<");
        return Ciphertext(cursor);
    }

    /// <summary>Reads <c>Float32 1x32x64</c>.</summary>
    public static TensorType Tensor(TextCursor cursor)
    {
        string element = cursor.Word();
        if (!Enum.TryParse(element, out ElementType elementType) || !Enum.IsDefined(typeof(ElementType), elementType))
        {
            throw cursor.Error($"'{element}' is not an element type");
        }

        return new TensorType(elementType, ReadShape(cursor));
    }

    private static Shape ReadShape(TextCursor cursor)
    {
        string word = cursor.Word();
        if (word == "scalar")
        {
            return Shape.Scalar;
        }

        return Shape.From(word.Split('x').Select(part =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : throw cursor.Error($"'{word}' is not a shape")));
    }

    private static PackedType Packed(string text)
    {
        int end = text.IndexOf(": ", StringComparison.Ordinal);
        return end >= 0 && SlotForms.Parse(text.Substring(0, end)) is SlotForm form
            ? new PackedType(LayoutText.Parse(text.Substring(end + 2)), form)
            : new PackedType(LayoutText.Parse(text));
    }

    private static CiphertextType Ciphertext(TextCursor cursor)
    {
        cursor.Expect("level");
        Level level = new(cursor.Int32());
        cursor.Expect(",");
        cursor.Expect("scale");
        Scale scale = new(cursor.Real());
        cursor.Expect(",");
        cursor.Expect("degree");
        int degree = cursor.Int32();
        int count = 1;
        SlotForm form = SlotForm.Real;
        while (cursor.TryTake(","))
        {
            string word = cursor.Word();
            if (word == "count")
            {
                count = cursor.Int32();
            }
            else
            {
                form = SlotForms.Parse(word) ?? throw cursor.Error($"'{word}' is neither a count nor a form of slots");
            }
        }

        cursor.Expect(">");
        return count is >= 1 and <= Layout.LargestAddressCount
            ? new CiphertextType(level, scale, degree, count, form)
            : throw cursor.Error($"a value has at least one ciphertext, not {count}");
    }
}
