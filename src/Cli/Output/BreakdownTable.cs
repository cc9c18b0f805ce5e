using PowerSoftmax.Runtime.Execution;
using Spectre.Console;

namespace PowerSoftmax.Cli.Output;

/// <summary>Where the time of an evaluation goes, by kind of work.</summary>
internal static class BreakdownTable
{
    /// <summary>What was measured.</summary>
    public static Table Of(IReadOnlyList<LatencyRow> rows) =>
        Of("Breakdown of one evaluation", [.. rows.Select(static row => (row.Role, row.Operations, row.KeySwitches, row.Milliseconds))]);

    /// <param name="title">Above the table.</param>
    /// <param name="rows">Kinds of work, with their operations, key switches, and milliseconds.</param>
    public static Table Of(string title, IReadOnlyList<(string Work, int Operations, int KeySwitches, double Milliseconds)> rows)
    {
        double total = rows.Sum(static row => row.Milliseconds);
        Table table = Tables.Of(title, "Work", ">Operations", ">Key switches", ">Time", ">Share");
        foreach ((string work, int operations, int keySwitches, double milliseconds) in rows)
        {
            table.Row(
                work,
                Numbers.Whole(operations),
                Numbers.Whole(keySwitches),
                Numbers.Milliseconds(milliseconds),
                total > 0 ? Numbers.Invariant($"{100 * milliseconds / total:0.0} %") : "-");
        }

        return table;
    }
}
