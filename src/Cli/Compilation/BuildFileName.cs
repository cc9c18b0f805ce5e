using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Cli.Compilation;

/// <summary>The two characters that MSBuild itself cannot have in a name.</summary>
internal static class BuildFileName
{
    /// <summary>What is wrong with a model's name, or null.</summary>
    /// <param name="model">As the project's item has it, relative to the project.</param>
    /// <param name="project">Folder of the project.</param>
    public static Diagnostic? Flaw(string model, string project)
    {
        // A list of inputs has a line for each file.
        if (model.AsSpan().IndexOfAny('\n', '\r') >= 0)
        {
            return Refuse(model.ReplaceLineEndings(" "), "a line break");
        }

        // MSBuild takes a backslash for a slash, also where file systems do not.
        return Path.DirectorySeparatorChar == '/' && !File.Exists(Path.Combine(project, model)) && WithBackslash(model).Any(name => File.Exists(Path.Combine(project, name)))
            ? Refuse(model, "a backslash where the build sees '/'")
            : null;
    }

    private static IEnumerable<string> WithBackslash(string model) => Enumerable.Range(0, model.Length)
        .Where(index => model[index] == '/')
        .Select(index => model[..index] + model[index..].Replace('/', '\\'));

    private static Diagnostic Refuse(string model, string character) => Diagnostic.Of(DiagnosticKinds.FileNameUnsupported, model, character);
}
