using System.Collections.Generic;
using System.Globalization;
using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Ir.Text;

/// <summary>Reads attribute values as <see cref="AttributeValue.ToText"/> writes them.</summary>
internal static class AttributeReader
{
    public static AttributeValue Read(TextCursor cursor)
    {
        if (cursor.Peek("\""))
        {
            return new TextAttribute(cursor.Quoted());
        }

        if (cursor.TryTake("r["))
        {
            List<double> reals = new();
            while (!cursor.TryTake("]"))
            {
                reals.Add(cursor.Real());
                cursor.TryTake(",");
            }

            return new RealsAttribute(reals.ToEquatableArray());
        }

        if (cursor.TryTake("["))
        {
            List<long> integers = new();
            while (!cursor.TryTake("]"))
            {
                integers.Add(cursor.Integer());
                cursor.TryTake(",");
            }

            return new IntegersAttribute(integers.ToEquatableArray());
        }

        string word = cursor.Word();
        return long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer)
            ? new IntegerAttribute(integer)
            : new RealAttribute(cursor.ParseReal(word));
    }
}
