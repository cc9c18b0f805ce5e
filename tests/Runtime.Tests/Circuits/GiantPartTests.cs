using PowerSoftmax.Runtime.Circuits;

namespace PowerSoftmax.Runtime.Tests.Circuits;

/// <summary>Giant steps are grouped in order and within bounds, and what is too large for a group is taken apart.</summary>
public class GiantPartTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 2)]
    [InlineData(10, 16)]
    [InlineData(1000, 3)]
    public void EveryTermComesOnceAndInOrder(int terms, int sums)
    {
        IReadOnlyList<GiantStep>[] results = [Steps(3, 12, 1), [], Steps(5), Steps(30, 1, 1, 1)];

        GiantPart[] parts = [.. GiantPart.Batches(results, new GiantBounds(terms, sums)).SelectMany(static batch => batch)];

        Assert.Equal(
            results.SelectMany(static (giants, result) => giants.SelectMany(giant => giant.Terms.Select(term => (result, giant.Rotation, term)))),
            parts.SelectMany(static part => part.Terms.Select(term => (part.Result, part.Rotation, term))));
        Assert.Equal(results.Sum(static giants => giants.Count), parts.Count(static part => part.IsLast));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 2)]
    [InlineData(10, 16)]
    public void GroupsStayWithinTheirBounds(int terms, int sums)
    {
        foreach (GiantPart[] batch in GiantPart.Batches([Steps(3, 12, 1), Steps(5, 1, 1), Steps(30)], new GiantBounds(terms, sums)))
        {
            Assert.InRange(batch.Length, 1, sums);
            Assert.InRange(batch.Sum(static part => part.Terms.Count), 1, terms);
            Assert.True(batch.Length == 1 || batch.All(static part => part.IsLast), "a part that goes on shares its group");
        }
    }

    [Fact]
    public void TheRestOfATakenApartStepBeginsAGroup()
    {
        GiantPart[][] batches = [.. GiantPart.Batches([Steps(2, 7, 1)], new GiantBounds(5, 16))];

        Assert.Equal([[2], [5], [2, 1]], batches.Select(static batch => batch.Select(static part => part.Terms.Count).ToArray()));
    }

    [Fact]
    public void NoPartHasMoreTermsThanASumTakes()
    {
        Assert.Equal(
            [1024, 1024, 2],
            GiantPart.Batches([Steps(2050)], new GiantBounds(5000, 16)).Select(static batch => Assert.Single(batch).Terms.Count));
    }

    private static GiantStep[] Steps(params int[] counts) =>
        [.. counts.Select(static (count, step) => new GiantStep(64 * step, [.. Enumerable.Range(0, count).Select(index => new BabyTerm(0, index, index))]))];
}
