using PowerSoftmax.Passes.Manage.Placement;

namespace PowerSoftmax.Passes.Tests.Manage.Placement;

public class PlacementSearchTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(25)]
    public void AChainIsPlacedAtLeastCost(int length)
    {
        PlacementSketch sketch = new();
        int value = sketch.Input();
        for (int index = 1; index < length; index++)
        {
            value = sketch.Op(1 + (index % 3 / 2), 3 + (index * 7 % 11), value);
        }

        ExpectExact(sketch.Build());
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 4)]
    [InlineData(2, 3)]
    public void ResidualBlocksWithDiamondsArePlacedAtLeastCost(int blocks, int depth)
    {
        PlacementSketch sketch = new();
        int value = sketch.Op(1, 9, sketch.Input());
        for (int block = 0; block < blocks; block++)
        {
            value = sketch.Block(value, depth);
        }

        ExpectExact(sketch.Build(outputs: blocks % 2));
    }

    [Fact]
    public void RandomSeriesParallelCircuitsArePlacedAtLeastCost()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            ExpectExact(RandomPlacements.SeriesParallel(new Random(seed)));
        }
    }

    [Fact]
    public void RandomCircuitsArePlacedAtLeastCost()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            ExpectExact(RandomPlacements.Any(new Random(seed)));
        }
    }

    [Fact]
    public void AShallowCircuitIsNotBootstrapped()
    {
        PlacementSketch sketch = new();
        sketch.Op(2, 5, sketch.Op(3, 5, sketch.Input()));

        PlacementSolution solution = PlacementSearch.Run(sketch.Build())!;

        Assert.Empty(solution.Bootstrapped);
        Assert.Equal([5, 2, 0], solution.Levels);
    }

    [Fact]
    public void TheNarrowCutIsBootstrappedOnceInsteadOfItsBranches()
    {
        PlacementSketch sketch = new(top: 9);
        int narrow = sketch.Op(4, 1, sketch.Input());
        int[] branches = [.. Enumerable.Range(0, 3).Select(_ => sketch.Op(3, 1, sketch.Op(3, 1, narrow)))];
        sketch.Op(0, 1, branches);

        PlacementSolution solution = PlacementSearch.Run(sketch.Build())!;

        Assert.Equal([narrow], solution.Bootstrapped);
        Assert.Equal(3, solution.Levels[narrow]);
        Assert.Equal(6, solution.Needs[narrow]);
    }

    /// <summary>A bootstrap of the hidden features of a feed-forward would raise four times as many ciphertexts as one of what they come from.</summary>
    [Fact]
    public void AnEarlierValueOfFewerCiphertextsIsBootstrappedInsteadOfAWiderOne()
    {
        PlacementSketch sketch = new(top: 8, least: 3) { BootstrapCost = 1000 };
        int narrow = sketch.Add(1, 5, true, [sketch.Input()], ciphertexts: 4);
        int wide = sketch.Add(1, 5, true, [narrow], ciphertexts: 16);
        int end = sketch.Add(3, 5, true, [sketch.Add(2, 5, true, [wide], ciphertexts: 16)], ciphertexts: 16);
        sketch.Add(2, 5, true, [end], ciphertexts: 4);
        PlacementProblem problem = sketch.Build();

        Assert.Equal([narrow], PlacementSearch.Run(problem)!.Bootstrapped);
        ExpectExact(problem);
    }

    /// <summary>Two ciphertexts of one value share a part of their bootstrap; those of two values do not.</summary>
    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(2, 1.2)]
    [InlineData(3, 2.2)]
    [InlineData(8, 4.8)]
    public void TheCiphertextsOfAValueArePaidInPairs(int ciphertexts, double singles)
    {
        PlacementSketch sketch = new() { BootstrapCost = 1000, PairRatio = 1.2 };
        int value = sketch.Add(5, 0, true, [sketch.Input()], ciphertexts);
        sketch.Op(4, 0, value);
        PlacementProblem problem = sketch.Build();

        // To level 4.
        Assert.Equal((long)(singles * 1400), PlacementSearch.Run(problem)!.Cost);
        ExpectExact(problem);
    }

    [Fact]
    public void TheCheapTargetIsTakenWhereTheCircuitEndsSoon()
    {
        PlacementSketch sketch = new();
        int value = sketch.Op(5, 1, sketch.Input());
        sketch.Op(4, 1, value);

        PlacementSolution solution = PlacementSearch.Run(sketch.Build())!;

        Assert.Equal([value], solution.Bootstrapped);
        Assert.Equal(4, solution.Needs[value]);
    }

    [Fact]
    public void AnOperationDeeperThanTheLevelsHasNoPlacement()
    {
        PlacementSketch sketch = new();
        sketch.Op(9, 1, sketch.Input());

        Assert.Null(PlacementSearch.Run(sketch.Build()));
    }

    [Fact]
    public void EqualLayersAreBootstrappedAlike()
    {
        PlacementSketch sketch = new(top: 9);
        int value = sketch.Op(1, 9, sketch.Input());
        List<int> ends = [value];
        for (int block = 0; block < 6; block++)
        {
            value = sketch.Block(value);
            ends.Add(value);
        }

        PlacementSolution solution = PlacementSearch.Run(sketch.Build())!;

        int[][] inner = [.. ends.Skip(1).SkipLast(2).Select(end => Within(solution, end, ends[1] - ends[0]))];
        Assert.All(inner, places => Assert.Equal(inner[0], places));
        Assert.NotEmpty(inner[0]);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(4, 2)]
    public void WideValuesArePlacedAsWellAsTheSolverDoes(int width, int chunks)
    {
        PlacementSketch sketch = new();
        int[] hidden = [.. Enumerable.Range(0, width).Select(_ => sketch.Op(1, 9, sketch.Input()))];
        int[] inner = [.. Enumerable.Range(0, chunks).Select(_ => sketch.Op(4, 30, sketch.Op(1, 50, hidden)))];
        foreach (int value in hidden)
        {
            sketch.Op(3, 20, sketch.Op(0, 1, value, sketch.Op(1, 50, inner)));
        }

        PlacementProblem problem = sketch.Build();

        // Found with the narrowest beam: twins count as one value.
        Assert.Equal(ExactPlacement.Cost(problem), PlacementSearch.Run(problem, width: 8)!.Cost);
    }

    [Fact]
    public void OnlyValuesThatLookAlikeAreTwins()
    {
        PlacementSketch sketch = new();
        int input = sketch.Input();
        int left = sketch.Op(1, 5, input);
        int right = sketch.Op(1, 5, input);
        sketch.Op(0, 1, sketch.Op(1, 7, left), sketch.Op(1, 7, right), sketch.Op(1, 8, input));

        (PlacementProblem merged, IReadOnlyList<int> places) = Twins.Merge(sketch.Build());

        Assert.Equal([0, 1, 1, 2, 2, 3, 4], places);
        Assert.Equal([1, 2, 2, 1, 1], merged.Values.Select(static value => value.Count));
    }

    // Between a narrow value and several that look alike: one bootstrap to a high level, or several to a lower one.
    [Fact]
    public void ValuesThatStandForSeveralArePaidForEach()
    {
        int alone = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            Random random = new(seed);
            int count = random.Next(2, 6);
            int[] depths = [random.Next(1, 4), random.Next(1, 4), random.Next(1, 4)];
            long[] weights = [random.Next(1, 200), random.Next(1, 200), random.Next(1, 200)];
            long bootstrap = random.Next(100, 2000);
            PlacementProblem whole = Fan(count, depths, weights, bootstrap);
            PlacementProblem merged = Fan(1, depths, weights, bootstrap);
            merged = merged with { Values = [.. merged.Values.Select((value, index) => index is 2 or 3 ? value with { Count = count } : value)] };

            PlacementSolution solution = PlacementSearch.Run(merged)!;

            Assert.Equal(ExactPlacement.Cost(whole), solution.Cost);
            alone += solution.Cost == PlacementSearch.Run(Fan(1, depths, weights, bootstrap))!.Cost ? 0 : 1;
        }

        Assert.True(alone > 30, $"only {alone} of 40 tell several values from one");
    }

    private static PlacementProblem Fan(int count, int[] depths, long[] weights, long bootstrap)
    {
        PlacementSketch sketch = new(top: 9, least: 2) { BootstrapCost = bootstrap };
        int narrow = sketch.Op(depths[0], weights[0], sketch.Input());
        int[] twins = [.. Enumerable.Range(0, count).Select(_ => sketch.Op(depths[2], weights[2], sketch.Op(depths[1], weights[1], narrow)))];
        sketch.Op(3, 1, sketch.Op(1, 5, twins));
        return sketch.Build();
    }

    [Fact]
    public void ANarrowBeamSaysThatItMayHaveMissedTheBest()
    {
        PlacementSketch sketch = new();
        sketch.Block(sketch.Block(sketch.Input()));
        PlacementProblem problem = sketch.Build();

        PlacementSolution exact = PlacementSearch.Run(problem)!;
        PlacementSolution narrow = PlacementSearch.Run(problem, width: 1)!;

        Assert.True(exact.IsExact);
        Assert.False(narrow.IsExact);
        Assert.InRange(narrow.Cost, exact.Cost, long.MaxValue);
    }

    private static int[] Within(PlacementSolution solution, int end, int size) =>
        [.. solution.Bootstrapped.Where(value => value > end - size && value <= end).Select(value => value - end)];

    private static void ExpectExact(PlacementProblem problem)
    {
        PlacementSolution? found = PlacementSearch.Run(problem);

        Assert.Equal(ExactPlacement.Cost(problem), found?.Cost);
        Assert.True(found is null || found.IsExact);
    }
}
