using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Cli.Output;

/// <summary>Whether the files that a command is to read are there and those it is to write can be written: asked before any work.</summary>
/// <remarks>Null paths are files that the user did not name.</remarks>
internal sealed class PathChecks
{
    private static readonly StringComparison Comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private readonly List<(string Option, string Path)> read = [];
    private readonly List<(string Option, string Path)> written = [];

    /// <summary>The model, which comes first in every command.</summary>
    /// <exception cref="DiagnosticException">PSM1003: there is no such file.</exception>
    public PathChecks Model(FileInfo model) => model.Exists
        ? Read("the model", model.FullName)
        : throw new DiagnosticException(DiagnosticKinds.FileUnreadable, model.FullName, "there is no such file");

    /// <param name="option">What the user calls the file.</param>
    /// <param name="path">A file whose absence is reported by whoever reads it.</param>
    public PathChecks Read(string option, string? path) => Add(read, option, path);

    /// <summary>A file that must be there.</summary>
    /// <exception cref="UserException">It is not.</exception>
    public PathChecks Require(string option, string? path)
    {
        if (path is not null && !File.Exists(path))
        {
            throw new UserException(Directory.Exists(path)
                ? $"{option} is '{path}', which is a folder; give a file."
                : $"{option} is '{path}', and there is no such file.");
        }

        return Read(option, path);
    }

    public PathChecks Write(string option, string? path) => Add(written, option, path);

    /// <exception cref="UserException">A file cannot be written, or would replace one that is read or another one that is written.</exception>
    public void Run()
    {
        for (int i = 0; i < written.Count; i++)
        {
            (string option, string path) = written[i];
            string full = Path.GetFullPath(path);
            foreach ((string other, string same) in read.Concat(written.Take(i)).Where(file => Path.GetFullPath(file.Path).Equals(full, Comparison)))
            {
                throw new UserException($"{option} is '{path}', and so is {other}; name another file.");
            }

            CheckTarget(option, path, full);
        }
    }

    private static void CheckTarget(string option, string path, string full)
    {
        string folder = Path.GetDirectoryName(full) ?? full;
        if (Directory.Exists(full) || Path.EndsInDirectorySeparator(path))
        {
            throw new UserException($"{option} is '{path}', which is a folder; name a file in it.");
        }

        if (!Directory.Exists(folder))
        {
            throw new UserException($"{option} is '{path}', and there is no folder '{folder}'; make it first, or name another file.");
        }

        // Files are renamed into place, which would put a file where a device was.
        if (!OperatingSystem.IsWindows() && full.StartsWith("/dev/", StringComparison.Ordinal))
        {
            throw new UserException($"{option} is '{path}', which is a device; name a file.");
        }

        try
        {
            string probe = Path.Combine(folder, ".powersoftmax-" + Path.GetRandomFileName());
            using FileStream file = new(probe, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{option} is '{path}', and nothing can be written into '{folder}': {error.Message.TrimEnd('.')}. Name a file in another folder.");
        }
    }

    private PathChecks Add(List<(string Option, string Path)> files, string option, string? path)
    {
        if (path is { Length: 0 })
        {
            throw new UserException($"{option} is empty; name a file.");
        }

        if (path is not null)
        {
            files.Add((option, path));
        }

        return this;
    }
}
