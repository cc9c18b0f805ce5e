using PowerSoftmax.Mutations;

namespace PowerSoftmax.Architecture.Tests;

/// <summary>The list of planted faults fits the sources: a fault that cannot be planted would never be noticed again.</summary>
public class MutationListTests
{
    [Fact]
    public void EveryMutationCanBePlanted()
    {
        string[] defects = [.. MutationList.All.SelectMany(static mutation =>
            MutationList.Defects(mutation, RepositoryFiles.Root).Select(defect => $"{mutation.Name}: {defect}"))];

        Assert.NotEmpty(MutationList.All);
        Assert.Empty(defects);
    }

    [Fact]
    public void NamesAreUnique() =>
        Assert.Equal(MutationList.All.Count, MutationList.All.Select(static mutation => mutation.Name).Distinct().Count());

    [Fact]
    public void ATextThatOccursTwiceIsADefect()
    {
        Mutation first = MutationList.All[0];

        Assert.Contains(MutationList.Defects(first with { Old = "\n" }, RepositoryFiles.Root), static defect => defect.Contains("times in", StringComparison.Ordinal));
        Assert.Contains(MutationList.Defects(first with { File = "src/None.cs" }, RepositoryFiles.Root), static defect => defect.Contains("does not exist", StringComparison.Ordinal));
        Assert.Contains(MutationList.Defects(first with { CaughtBy = "Runtime.Tests/NoTests" }, RepositoryFiles.Root), static defect => defect.Contains("no test class", StringComparison.Ordinal));
    }
}
