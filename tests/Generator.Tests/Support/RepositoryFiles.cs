namespace PowerSoftmax.Generator.Tests.Support;

/// <summary>Files of the repository, found from where the tests run.</summary>
internal static class RepositoryFiles
{
    /// <summary>The directory that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Path of a file of this test project.</summary>
    public static string OfThisProject(params string[] parts) => PathOf(["tests", "Generator.Tests", .. parts]);

    private static string FindRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "PowerSoftmax.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException($"No directory above {AppContext.BaseDirectory} holds PowerSoftmax.sln.");
    }
}
