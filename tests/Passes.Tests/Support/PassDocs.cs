using System.Text.RegularExpressions;

namespace PowerSoftmax.Passes.Tests.Support;

/// <summary>Reads the examples of <c>src/Passes/**/Name.md</c>: fenced blocks <c>psir before</c> and <c>psir after</c> in turn.</summary>
public static partial class PassDocs
{
    /// <summary>The examples in the file that documents a pass; what comes after is kept as text, its weights being new ones.</summary>
    /// <exception cref="FileNotFoundException">The pass has no documentation.</exception>
    public static IReadOnlyList<PassExample> Of(IPass pass)
    {
        string file = $"{pass.GetType().Name}.md";
        string path = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "PassDocs"), file, SearchOption.AllDirectories).SingleOrDefault()
            ?? throw new FileNotFoundException($"{pass.Name} has no documentation {file} beside it");
        string text = File.ReadAllText(path);
        string[] before = Blocks(text, "before");
        string[] after = Blocks(text, "after");
        Assert.Equal(before.Length, after.Length);
        return [.. before.Zip(after, (first, second) => new PassExample(pass, GraphText.Read(first), second))];
    }

    private static string[] Blocks(string text, string kind) =>
        [.. Block().Matches(text).Where(match => match.Groups[1].Value == kind).Select(static match => match.Groups[2].Value)];

    [GeneratedRegex("```psir (before|after)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
