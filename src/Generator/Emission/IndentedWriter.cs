using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace PowerSoftmax.Generator.Emission;

/// <summary>Writes lines with four spaces a level and LF line ends.</summary>
internal sealed class IndentedWriter
{
    private const int WidestCall = 100;

    private readonly StringBuilder text = new();
    private int depth;
    private bool wantsBlank;

    /// <summary>Writes a line; an empty one stays without spaces.</summary>
    public IndentedWriter Line(string line = "")
    {
        if (wantsBlank)
        {
            text.Append('\n');
            wantsBlank = false;
        }

        if (line.Length > 0)
        {
            text.Append(' ', depth * 4).Append(line);
        }

        text.Append('\n');
        return this;
    }

    /// <summary>Writes calls with their notes in one column; calls longer than <see cref="WidestCall"/> push their own note to the right.</summary>
    public void Aligned(IReadOnlyList<(string Call, string Note)> lines)
    {
        int width = lines.Where(static line => line.Call.Length <= WidestCall).Select(static line => line.Call.Length).DefaultIfEmpty(0).Max();
        foreach ((string call, string note) in lines)
        {
            Line(call.PadRight(width) + "  // " + note);
        }
    }

    /// <summary>A blank line before the next one, unless the block ends here.</summary>
    public void Blank() => wantsBlank = true;

    public void Open(string? header = null)
    {
        if (header is not null)
        {
            Line(header);
        }

        Line("{");
        depth++;
    }

    public void Close()
    {
        wantsBlank = false;
        depth--;
        Line("}");
    }

    public override string ToString() => text.ToString();
}
