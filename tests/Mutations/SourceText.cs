namespace PowerSoftmax.Mutations;

/// <summary>Source files as the list sees them: lines end with a line feed, however they were checked out.</summary>
internal static class SourceText
{
    public static string Read(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");
}
