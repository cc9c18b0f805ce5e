using System.Text.RegularExpressions;

namespace PowerSoftmax.Architecture.Tests;

/// <summary>Every public class of the engine that has a life of its own says in its doc comment whether threads may share it.</summary>
public partial class ThreadSafetyRemarkTests
{
    [Fact]
    public void EveryPublicClassOfTheRuntimeSaysWhetherThreadsMayShareIt()
    {
        Dictionary<string, string> remarks = Remarks();

        Assert.True(remarks.Count > 60, $"only {remarks.Count} classes were found");
        Assert.Empty(remarks.Where(static remark => !Answer().IsMatch(remark.Value)).Select(static remark => remark.Key));
    }

    [Theory]
    [InlineData("/// <summary>Encodes.</summary>\npublic sealed class Encoder\n", "")]
    [InlineData("/// <summary>Encodes. Thread-safe.</summary>\npublic sealed class Encoder\n", "Thread-safe")]
    [InlineData("/// <summary>Encodes.</summary>\n/// <remarks>Not thread-safe.</remarks>\n[Obsolete]\npublic sealed class Encoder(int n)\n", "thread-safe")]
    public void ARemarkIsFoundWhereItStands(string source, string answer) => Assert.Equal(answer, Answer().Match(DocsOf(source).Single().Value).Value);

    // The parts of a class together: one of them has the answer.
    private static Dictionary<string, string> Remarks() => RepositoryFiles.Sources("src/Runtime")
        .SelectMany(static path => DocsOf(RepositoryFiles.Read(path).ReplaceLineEndings("\n")))
        .GroupBy(static doc => doc.Key)
        .ToDictionary(static group => group.Key, static group => string.Concat(group.Select(static doc => doc.Value)));

    private static IEnumerable<KeyValuePair<string, string>> DocsOf(string source) => PublicClass().Matches(source)
        .Where(static match => !IsExempt(match))
        .Select(static match => KeyValuePair.Create(match.Groups["name"].Value, match.Groups["doc"].Value));

    // What has no state to share, or is made once and thrown: static classes, records, exceptions, attributes.
    private static bool IsExempt(Match match) => match.Groups["modifiers"].Value.Split(' ').Intersect(["static", "record"]).Any()
        || match.Groups["name"].Value.EndsWith("Exception", StringComparison.Ordinal)
        || match.Groups["name"].Value.EndsWith("Attribute", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<doc>(?:^(?:///|\[).*\n)*)^public (?<modifiers>(?:\w+ )*)(?:class|struct|interface) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicClass();

    [GeneratedRegex("thread-safe|immutable|(?:one|several|any) threads?|two threads", RegexOptions.IgnoreCase)]
    private static partial Regex Answer();
}
