using System.Globalization;
using System.Text;

namespace PowerSoftmax.Ir.Text;

/// <summary>Quotes text so that any string is one token on one line.</summary>
public static class QuotedText
{
    public static string Write(string value)
    {
        StringBuilder text = new("\"");
        foreach (char c in value)
        {
            switch (c)
            {
                case '"':
                case '\\':
                    text.Append('\\').Append(c);
                    break;
                case < ' ' or '\u007f' or '\u2028' or '\u2029' or '\u0085':
                    text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(char.IsSurrogate(c) ? "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture) : c.ToString());
                    break;
            }
        }

        return text.Append('"').ToString();
    }
}
