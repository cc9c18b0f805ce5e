using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Cli.Output;

/// <summary>Results for machines.</summary>
internal static class JsonOutput
{
    private const string StandardOutput = "-";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Whether the JSON takes the place of the tables.</summary>
    public static bool ReplacesTables(string? target) => target == StandardOutput;

    /// <summary>The file that would be written; null for none.</summary>
    public static string? FileOf(string? target) => ReplacesTables(target) ? null : target;

    /// <summary>Fails before a long measurement, not after it, where the file could not be written.</summary>
    /// <exception cref="UserException">See <see cref="PathChecks"/>.</exception>
    public static void Check(string? target) => new PathChecks().Write("--json", FileOf(target)).Run();

    /// <param name="value">A record of plain values.</param>
    /// <param name="target">A path, '-' for the standard output, or null for nothing.</param>
    /// <param name="shell">Has the standard output.</param>
    public static void Write<T>(T value, string? target, Shell shell)
    {
        if (target is null)
        {
            return;
        }

        string json = JsonSerializer.Serialize(value, Options);
        if (ReplacesTables(target))
        {
            shell.Out.WriteLine(json);
        }
        else
        {
            AtomicFile.Write(target, stream => stream.Write(Encoding.UTF8.GetBytes(json + "\n")));
        }
    }
}
