using PowerSoftmax.Mutations.Lists;

namespace PowerSoftmax.Mutations;

/// <summary>Every fault that is planted: each is what a mistake would look like, and leaves most results right.</summary>
public static class MutationList
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        .. KeyMutations.All,
        .. EncryptionMutations.All,
        .. ZeroingMutations.All,
        .. EngineMutations.All,
        .. CompilerMutations.All,
    ];

    /// <summary>What keeps a mutation from being planted; empty when nothing does. Reads the file and builds nothing.</summary>
    /// <param name="mutation">One of the list.</param>
    /// <param name="root">The repository.</param>
    public static IEnumerable<string> Defects(Mutation mutation, string root)
    {
        string path = Path.Combine(root, mutation.File);
        int count = File.Exists(path) ? SourceText.Read(path).Split(mutation.Old).Length - 1 : -1;

        if (count != 1)
        {
            yield return count < 0 ? $"{mutation.File} does not exist" : $"the old text occurs {count} times in {mutation.File}, not once";
        }

        if (mutation.Old == mutation.New)
        {
            yield return "old and new text are the same";
        }

        if (!HasTestClass(Path.Combine(root, "tests", mutation.TestFolder), mutation.TestClass))
        {
            yield return $"tests/{mutation.TestFolder} has no test class '{mutation.TestClass}'";
        }
    }

    private static bool HasTestClass(string folder, string name) => Directory.Exists(folder)
        && Directory.EnumerateFiles(folder, $"{name}.cs", SearchOption.AllDirectories)
            .Any(path => SourceText.Read(path).Contains($"class {name}", StringComparison.Ordinal));
}
