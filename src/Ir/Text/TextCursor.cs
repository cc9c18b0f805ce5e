using System;
using System.Globalization;
using System.Text;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.Text;

/// <summary>Reads tokens of IR text from left to right; every error names line and column.</summary>
public sealed class TextCursor
{
    private readonly string text;
    private int position;

    public TextCursor(string text) => this.text = text;

    public bool AtEnd
    {
        get
        {
            SkipSpace();
            return position >= text.Length;
        }
    }

    /// <summary>Consumes the symbol when it comes next.</summary>
    public bool TryTake(string symbol)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, position, symbol, 0, symbol.Length) != 0)
        {
            return false;
        }

        position += symbol.Length;
        return true;
    }

    public bool Peek(string symbol)
    {
        SkipSpace();
        return string.CompareOrdinal(text, position, symbol, 0, symbol.Length) == 0;
    }

    public void Expect(string symbol)
    {
        if (!TryTake(symbol))
        {
            throw Error($"expected '{symbol}'");
        }
    }

    /// <summary>A word of letters, digits, '.', '_', '-', '+'.</summary>
    public string Word()
    {
        SkipSpace();
        int start = position;
        while (position < text.Length && IsWord(text[position]))
        {
            position++;
        }

        return position > start ? text.Substring(start, position - start) : throw Error("expected a word");
    }

    /// <summary>A name: a letter, then letters, digits or '_'.</summary>
    public string Name()
    {
        SkipSpace();
        int start = position;
        while (position < text.Length && (char.IsLetter(text[position]) || (position > start && (char.IsDigit(text[position]) || text[position] == '_'))))
        {
            position++;
        }

        return position > start ? text.Substring(start, position - start) : throw Error("expected a name");
    }

    /// <summary>A whole number of digits alone; what follows them may be a letter.</summary>
    public int Natural()
    {
        SkipSpace();
        int start = position;
        while (position < text.Length && text[position] is >= '0' and <= '9')
        {
            position++;
        }

        return int.TryParse(text.Substring(start, position - start), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw Error(position > start ? "number out of range" : "expected a whole number");
    }

    /// <summary>Whether a digit comes next.</summary>
    public bool PeekDigit()
    {
        SkipSpace();
        return position < text.Length && text[position] is >= '0' and <= '9';
    }

    public long Integer() =>
        long.TryParse(Word(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : throw Error("expected a whole number");

    public int Int32()
    {
        long value = Integer();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Error("number out of range");
    }

    public double Real() => ParseReal(Word());

    /// <summary>Text in quotes as <see cref="QuotedText"/> writes it.</summary>
    public string Quoted()
    {
        Expect("\"");
        StringBuilder value = new();
        while (true)
        {
            char c = Next();
            if (c == '"')
            {
                return value.ToString();
            }

            value.Append(c == '\\' ? Escape() : c);
        }
    }

    /// <summary>Everything up to the matching closing bracket, whose opening one was just taken; takes the closing one.</summary>
    public string Until(char open, char close)
    {
        int depth = 1;
        int start = position;
        while (depth > 0)
        {
            char c = Next();
            depth += c == open ? 1 : c == close ? -1 : 0;
        }

        return text.Substring(start, position - start - 1);
    }

    public IrException Error(string what)
    {
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.Min(position, text.Length); i++)
        {
            column = text[i] == '\n' ? 1 : column + 1;
            line += text[i] == '\n' ? 1 : 0;
        }

        return new IrException($"line {line}, column {column}: {what}");
    }

    public double ParseReal(string word)
    {
        switch (word)
        {
            case "NaN":
                return double.NaN;
            case "Infinity":
                return double.PositiveInfinity;
            case "-Infinity":
                return double.NegativeInfinity;
            default:
                return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw Error($"'{word}' is not a number");
        }
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '+';

    private char Next() => position < text.Length ? text[position++] : throw Error("unexpected end");

    private char Escape()
    {
        char c = Next();
        if (c != 'u')
        {
            return c is '"' or '\\' ? c : throw Error($"unknown escape '\\{c}'");
        }

        string digits = position + 4 <= text.Length ? text.Substring(position, 4) : throw Error("unexpected end");
        position += 4;
        return ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code) ? (char)code : throw Error("expected four hexadecimal digits");
    }

    private void SkipSpace()
    {
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
            }
            else if (text[position] == '#')
            {
                int end = text.IndexOf('\n', position);
                position = end < 0 ? text.Length : end;
            }
            else
            {
                return;
            }
        }
    }
}
