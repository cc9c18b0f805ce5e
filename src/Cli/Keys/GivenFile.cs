namespace PowerSoftmax.Cli.Keys;

/// <summary>Files that another command wrote.</summary>
internal static class GivenFile
{
    /// <exception cref="UserException">There is no such file.</exception>
    public static void Require(string path, string what, string command)
    {
        if (!File.Exists(path))
        {
            throw new UserException($"--input {path}: there is no such file. Give the {what} that 'powersoftmax {command}' wrote.");
        }
    }
}
