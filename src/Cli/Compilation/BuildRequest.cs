using System.CommandLine.Parsing;
using System.Text;
using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Cli.Compilation;

/// <summary>What a build asks for, in a file that no shell reads: <c>powersoftmax compile --request FILE</c> and nothing else.</summary>
/// <remarks>
/// Lines <c>key=value</c>, written by <c>PowerSoftmax.Compiler.targets</c>. A value is UTF-8 text in Base64, so that each file name and option
/// arrives as it stands. Circuit, weights and the list of inputs get the request's own name with the endings .psir, .psw and .inputs.
/// </remarks>
internal sealed class BuildRequest
{
    private const string Option = "--request";

    /// <summary>Keys that are options of 'compile' with one value.</summary>
    private static readonly string[] Wishes = ["bootstrapping", "security", "max-keys", "max-memory"];

    private readonly string file;
    private readonly IReadOnlyDictionary<string, string> values;

    private BuildRequest(string file, IReadOnlyDictionary<string, string> values)
    {
        this.file = file;
        this.values = values;
    }

    /// <summary>The command line that the request stands for. Paths are absolute, so that none begins like an option.</summary>
    public string[] Arguments =>
    [
        "compile",
        "--output", Beside(".psir"), "--weights", Beside(".psw"), "--list-inputs", Beside(".inputs"), "--diagnostics-in-circuit",
        .. Value("calibration") is { Length: > 0 } samples ? (string[])["--calibration", InProject(samples)] : [],
        .. Wishes.Where(wish => Value(wish).Length > 0).SelectMany(wish => (string[])["--" + wish, Value(wish)]),
        .. CommandLineParser.SplitCommandLine(Value("options")),
        "--", InProject(Value("model")),
    ];

    /// <summary>The request of a command line; null where it is none.</summary>
    /// <exception cref="UserException">The file is missing or damaged.</exception>
    public static BuildRequest? Of(string[] arguments) =>
        arguments is ["compile", Option, string file] ? new BuildRequest(Path.GetFullPath(file), Read(file)) : null;

    /// <summary>Writes what is wrong with the request in place of a circuit, for the generator to report it where the model is named.</summary>
    /// <param name="errors">What is wrong with the options.</param>
    /// <returns>Whether anything is wrong.</returns>
    public bool Refuse(IEnumerable<string> errors)
    {
        Diagnostic[] findings = BuildFileName.Flaw(Value("model"), Value("project")) is Diagnostic flaw
            ? [flaw]
            : [.. errors.Select(error => Diagnostic.Of(DiagnosticKinds.BuildOptionWrong, Value("model"), error.TrimEnd('.')))];
        if (findings.Length > 0)
        {
            new CircuitWriter(Beside(".psir"), Beside(".psw")).WriteFailure(Path.GetFileNameWithoutExtension(Value("model")), findings);
        }

        return findings.Length > 0;
    }

    private static Dictionary<string, string> Read(string file)
    {
        try
        {
            return File.ReadAllLines(file).Select(static line => line.Split('=', 2)).ToDictionary(
                static pair => pair[0], static pair => Encoding.UTF8.GetString(Convert.FromBase64String(pair[1])));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw new UserException($"{Option} {file}: {error.Message} A build writes this file; build the project again.");
        }
    }

    private string Value(string key) => values.TryGetValue(key, out string? value) ? value : string.Empty;

    private string Beside(string extension) => Path.ChangeExtension(file, extension);

    private string InProject(string path) => Path.GetFullPath(path, Value("project"));
}
