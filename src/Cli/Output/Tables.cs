using Spectre.Console;

namespace PowerSoftmax.Cli.Output;

/// <summary>Tables of one look.</summary>
internal static class Tables
{
    /// <param name="title">Above the table.</param>
    /// <param name="columns">Headings; a leading '>' aligns a column of numbers to the right.</param>
    public static Table Of(string title, params string[] columns)
    {
        Table table = new() { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape(title)) };
        foreach (string column in columns)
        {
            bool number = column.StartsWith('>');
            table.AddColumn(new TableColumn(Markup.Escape(number ? column[1..] : column)) { Alignment = number ? Justify.Right : Justify.Left, NoWrap = number });
        }

        return table;
    }

    public static void Row(this Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);
}
