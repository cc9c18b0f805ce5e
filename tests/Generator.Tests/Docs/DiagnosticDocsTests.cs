using System.Reflection;
using PowerSoftmax.Generator.Tests.Support;
using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Generator.Tests.Docs;

/// <summary>Every diagnostic has a page for the user and a line in the analyzer's release notes.</summary>
public sealed class DiagnosticDocsTests
{
    public static TheoryData<string> Ids => [.. DiagnosticKinds.All.Select(static kind => kind.Id)];

    [Fact]
    public void TheListIsCompleteAndOrdered()
    {
        IEnumerable<DiagnosticKind> declared = typeof(DiagnosticKinds).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(static field => field.FieldType == typeof(DiagnosticKind))
            .Select(static field => (DiagnosticKind)field.GetValue(null)!);

        Assert.Equal(declared.OrderBy(static kind => kind.Id, StringComparer.Ordinal), DiagnosticKinds.All);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryDiagnosticHasAPage(string id)
    {
        DiagnosticKind kind = DiagnosticKinds.All.Single(kind => kind.Id == id);
        string[] page = File.ReadAllLines(RepositoryFiles.PathOf("docs", "diagnostics", id + ".md"));

        Assert.Equal($"# {id}: {kind.Title}", page[0]);
        Assert.Contains("## Why", page);
        Assert.Contains("## What to do", page);
    }

    [Fact]
    public void NoPageIsLeftOver() => Assert.Equal(
        DiagnosticKinds.All.Select(static kind => kind.Id),
        Directory.EnumerateFiles(RepositoryFiles.PathOf("docs", "diagnostics"), "PSM*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryDiagnosticIsInTheReleaseNotes(string id)
    {
        DiagnosticKind kind = DiagnosticKinds.All.Single(kind => kind.Id == id);
        string notes = File.ReadAllText(RepositoryFiles.PathOf("src", "Generator", "AnalyzerReleases.Unshipped.md"))
            + File.ReadAllText(RepositoryFiles.PathOf("src", "Generator", "AnalyzerReleases.Shipped.md"));

        Assert.Contains($"{id} | PowerSoftmax | {kind.Severity} | {kind.Title},", notes, StringComparison.Ordinal);
    }
}
