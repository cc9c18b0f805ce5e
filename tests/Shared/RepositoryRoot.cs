namespace PowerSoftmax.TestSupport;

/// <summary>Files of the repository itself.</summary>
internal static class RepositoryRoot
{
    /// <summary>Full path of a file or folder below the folder that holds the solution.</summary>
    public static string File(string relative)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "PowerSoftmax.sln")))
        {
            folder = folder.Parent;
        }

        Assert.NotNull(folder);
        return Path.Combine(folder.FullName, relative);
    }
}
