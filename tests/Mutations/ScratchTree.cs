namespace PowerSoftmax.Mutations;

/// <summary>A copy of the repository in which faults are planted, so that no fault ever stands in the repository itself.</summary>
/// <remarks>It stays between runs: only what changed is copied and built again.</remarks>
internal sealed class ScratchTree(string root, string copy)
{
    public string Root => copy;

    /// <summary>Makes the copy equal to the repository: tracked and new files, build output left alone.</summary>
    public async Task SynchronizeAsync()
    {
        ProcessResult listed = await Command.RunAsync("git", root, TimeSpan.FromMinutes(1), "ls-files", "-z", "--cached", "--others", "--exclude-standard");
        HashSet<string> wanted = [.. listed.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(root, file)))];

        if (listed.ExitCode != 0 || wanted.Count == 0)
        {
            throw new InvalidOperationException($"git lists no files of {root}: {listed.Output}");
        }

        foreach (string file in wanted)
        {
            CopyIfChanged(Path.Combine(root, file), Path.Combine(copy, file));
        }

        foreach (string stale in Sources().Where(file => !wanted.Contains(file)).ToList())
        {
            File.Delete(Path.Combine(copy, stale));
        }
    }

    /// <summary>Plants a fault until the result is disposed.</summary>
    public IDisposable Plant(Mutation mutation)
    {
        string path = Path.Combine(copy, mutation.File);
        byte[] original = File.ReadAllBytes(path);
        File.WriteAllText(path, SourceText.Read(path).Replace(mutation.Old, mutation.New, StringComparison.Ordinal));

        return new Planted(path, original);
    }

    private IEnumerable<string> Sources() => Directory.EnumerateFiles(copy, "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(copy, path).Replace('\\', '/'))
        .Where(static path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    private static void CopyIfChanged(string from, string to)
    {
        if (File.Exists(to) && File.ReadAllBytes(from).AsSpan().SequenceEqual(File.ReadAllBytes(to)))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);

        // A copy keeps the old time, which the incremental build would take for unchanged.
        File.SetLastWriteTimeUtc(to, DateTime.UtcNow);
    }

    private sealed class Planted(string path, byte[] original) : IDisposable
    {
        public void Dispose() => File.WriteAllBytes(path, original);
    }
}
