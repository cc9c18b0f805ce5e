namespace PowerSoftmax.TestSupport;

/// <summary>Data that lies beside the repository, where a checkout has it.</summary>
internal static class SharedFiles
{
    /// <summary>The folder of that data, or null where there is none.</summary>
    public static string? Root { get; } = Find();

    /// <summary>A file or folder below it; the running test is skipped where it is missing.</summary>
    public static string Require(string relative)
    {
        string path = Root is null ? string.Empty : Path.Combine(Root, relative);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Assert.Skip($"shared/{relative} is not beside this checkout");
        }

        return path;
    }

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string shared = Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(Path.Combine(shared, "data")))
            {
                return shared;
            }
        }

        return null;
    }
}
