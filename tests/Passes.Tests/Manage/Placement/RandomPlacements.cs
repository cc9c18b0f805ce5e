using PowerSoftmax.Passes.Manage.Placement;

namespace PowerSoftmax.Passes.Tests.Manage.Placement;

/// <summary>Reproducible random placement problems of at most 25 values.</summary>
internal static class RandomPlacements
{
    private const int MostValues = 25;

    /// <summary>Regions in a row, each an operation or two branches that meet in a sum.</summary>
    public static PlacementProblem SeriesParallel(Random random)
    {
        PlacementSketch sketch = Sketch(random);
        int value = sketch.Input();
        int last = value;
        while (last < MostValues - 8)
        {
            last = value = Region(sketch, random, value, 2);
        }

        return sketch.Build(random.Next(2));
    }

    /// <summary>Any circuit: each value has one or two operands among the last few.</summary>
    public static PlacementProblem Any(Random random)
    {
        PlacementSketch sketch = Sketch(random);
        int last = sketch.Input();
        int count = random.Next(8, MostValues);
        while (last < count)
        {
            int[] operands = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => random.Next(Math.Max(0, last - 4), last + 1))];
            last = sketch.Add(random.Next(3), random.Next(1, 40), random.Next(5) > 0, operands, random.Next(3) > 0 ? 1 : random.Next(2, 9));
        }

        return sketch.Build(random.Next(2));
    }

    private static PlacementSketch Sketch(Random random) =>
        new(top: random.Next(5, 11), least: random.Next(2, 4)) { BootstrapCost = random.Next(20, 2000) };

    private static int Region(PlacementSketch sketch, Random random, int input, int nesting)
    {
        int first = sketch.Op(random.Next(3), random.Next(1, 40), input);
        if (nesting == 0 || random.Next(2) == 0)
        {
            return first;
        }

        int second = random.Next(2) == 0 ? input : Region(sketch, random, input, nesting - 1);
        return sketch.Op(random.Next(2), random.Next(1, 40), Region(sketch, random, first, nesting - 1), second);
    }
}
