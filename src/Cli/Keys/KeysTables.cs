using PowerSoftmax.Cli.Output;
using Spectre.Console;

namespace PowerSoftmax.Cli.Keys;

/// <summary>Keys for people.</summary>
internal static class KeysTables
{
    public static void WritePlan(KeysReport report, IAnsiConsole console)
    {
        Table table = Tables.Of($"{report.Model}, evaluation keys", "Purpose", ">Level", ">Uses", ">On disk", ">In memory", "File");
        foreach (KeyRow row in report.Keys)
        {
            table.Row(
                row.Purpose, Numbers.Whole(row.Level), Numbers.Whole(row.Uses), Numbers.Bytes(row.DiskBytes), Numbers.Bytes(row.MemoryBytes), row.File);
        }

        table.Row(
            $"{report.Keys.Count} keys", string.Empty, Numbers.Whole(report.Uses), Numbers.Bytes(report.DiskBytes), Numbers.Bytes(report.MemoryBytes), string.Empty);
        console.Write(table);
        console.WriteLine($"least memory for keys (--max-key-bytes): {Numbers.Bytes(report.LeastMemoryBytes)}");
        console.WriteLine(report.Certificate);
    }

    public static void WriteMade(MadeKeys made, IAnsiConsole console)
    {
        console.WriteLine($"keys {made.Id}: {Numbers.Bytes(made.DiskBytes)} on disk, made in {Numbers.Milliseconds(made.Milliseconds)}");
        console.WriteLine($"  secret key       {made.SecretKey}  (keep it; whoever has it reads every question and answer)");
        console.WriteLine($"  evaluation keys  {made.Evaluation}  (give this directory to the server)");
    }
}
