namespace PowerSoftmax.Architecture.Tests;

public class FileSizeTests
{
    private const int MaxLines = 500;

    public static TheoryData<string> Folders => ["src", "tests", "samples", "benchmarks"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void NoFileIsTooLong(string folder)
    {
        if (!Directory.Exists(Path.Combine(RepositoryFiles.Root, folder)))
        {
            Assert.Skip($"there is no folder {folder} yet");
        }

        string[] tooLong = [.. RepositoryFiles.Sources(folder)
            .Where(static path => RepositoryFiles.Read(path).Count(static c => c == '\n') > MaxLines)];

        Assert.Empty(tooLong);
    }
}
