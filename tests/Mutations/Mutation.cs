namespace PowerSoftmax.Mutations;

/// <summary>A small fault: one piece of one source file replaced by another, and the test class that must notice.</summary>
/// <param name="Name">Lowercase words with hyphens; unique.</param>
public sealed record Mutation(string Name)
{
    /// <summary>Relative to the repository, with forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>Text that occurs exactly once in the file; lines end with a line feed.</summary>
    public required string Old { get; init => field = value.ReplaceLineEndings("\n"); }

    /// <summary>What stands there instead. Must compile; warnings do not matter.</summary>
    public required string New { get; init => field = value.ReplaceLineEndings("\n"); }

    /// <summary>Folder below tests/ and the name of a test class in it: <c>Runtime.Tests/KeyGeneratorTests</c>.</summary>
    public required string CaughtBy { get; init; }

    public string TestFolder => CaughtBy[..CaughtBy.IndexOf('/')];

    public string TestClass => CaughtBy[(CaughtBy.IndexOf('/') + 1)..];
}
