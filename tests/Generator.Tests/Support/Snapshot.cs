using System.Text;

namespace PowerSoftmax.Generator.Tests.Support;

/// <summary>Compares emitted code with a file of <c>Snapshots</c>, to the byte.</summary>
/// <remarks>
/// A difference fails the test and writes what was emitted beside the tests' binaries; the message names both files. Whoever can
/// say why the code should change copies it over: <c>cp tests/Generator.Tests/bin/Debug/net10.0/Emitted/*.g.cs tests/Generator.Tests/Snapshots/</c>.
/// </remarks>
internal static class Snapshot
{
    public static void Matches(string fileName, string emitted)
    {
        string expectedPath = RepositoryFiles.OfThisProject("Snapshots", fileName);
        string expected = File.Exists(expectedPath) ? File.ReadAllText(expectedPath) : string.Empty;
        string emittedPath = Path.Combine(AppContext.BaseDirectory, "Emitted", fileName);
        Directory.CreateDirectory(Path.GetDirectoryName(emittedPath)!);
        File.Delete(emittedPath);
        if (expected == emitted)
        {
            return;
        }

        File.WriteAllText(emittedPath, emitted, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Assert.Fail($"""
            The emitted code differs from {expectedPath}
            at {Difference(expected, emitted)}
            All of it is in {emittedPath}
            """);
    }

    private static string Difference(string expected, string emitted)
    {
        string[] before = expected.Split('\n');
        string[] after = emitted.Split('\n');
        int line = Enumerable.Range(0, Math.Min(before.Length, after.Length)).FirstOrDefault(i => before[i] != after[i], Math.Min(before.Length, after.Length));
        return $"line {line + 1}:\n- {before.ElementAtOrDefault(line) ?? "(end)"}\n+ {after.ElementAtOrDefault(line) ?? "(end)"}";
    }
}
