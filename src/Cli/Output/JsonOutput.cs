using System.Text.Json;
using System.Text.Json.Serialization;

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

    /// <summary>Fails before a long measurement, not after it, where the file could not be written.</summary>
    /// <exception cref="UserException">The folder of the target does not exist.</exception>
    public static void RequireFolder(string? target)
    {
        string? folder = target is null || ReplacesTables(target) ? null : Path.GetDirectoryName(Path.GetFullPath(target));
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new UserException($"--json is '{target}', and there is no folder '{folder}'; make it first, or name another file.");
        }
    }

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
            File.WriteAllText(target, json + "\n");
        }
    }
}
