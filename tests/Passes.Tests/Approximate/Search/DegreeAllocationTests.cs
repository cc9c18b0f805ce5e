using CsCheck;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Search;

namespace PowerSoftmax.Passes.Tests.Approximate.Search;

public sealed class DegreeAllocationTests
{
    private static readonly Gen<AllocationOption> Options =
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 9], Gen.Int[1, 40]).Select(static (levels, products, error) =>
            new AllocationOption(new EvaluationCost(levels, products), error / 64.0));

    private static readonly Gen<AllocationItem[]> Items =
        Gen.Select(Gen.Int[0, 8], Options.Array[1, 5]).Select(static (s, options) => new AllocationItem("f", s / 4.0, options)).Array[1, 5];

    [Fact]
    public void IsAsCheapAsTryingEverything() =>
        Gen.Select(Items, Gen.Int[0, 200]).Sample(static (items, sixtyFourths) =>
        {
            double budget = sixtyFourths / 64.0;
            AllocationResult result = DegreeAllocation.Choose(items, budget);
            (EvaluationCost Cost, double Error)[] all = [.. Everything(items)];
            (EvaluationCost Cost, double Error)[] feasible = [.. all.Where(item => item.Error <= budget)];

            if (feasible.Length == 0)
            {
                return !result.IsFeasible && result.Error == all.Min(static item => item.Error);
            }

            (EvaluationCost Cost, double Error) best = feasible.OrderBy(static item => item.Cost).ThenBy(static item => item.Error).First();

            return result.Cost == best.Cost && result.Error == best.Error && Recomputed(items, result) == best;
        });

    [Fact]
    public void SensitiveFunctionsGetTheLevels()
    {
        AllocationOption[] options =
        [
            new(new EvaluationCost(3, 5), 0.1),
            new(new EvaluationCost(4, 8), 0.01),
            new(new EvaluationCost(5, 13), 0.0001),
        ];

        AllocationResult result = DegreeAllocation.Choose(
            [new AllocationItem("calm", 0.1, options), new AllocationItem("nervous", 10, options)], 0.12);

        Assert.Equal([0, 1], result.Choices);
        Assert.Equal(new EvaluationCost(7, 13), result.Cost);
        Assert.Equal(0.11, result.Error, 12);
    }

    [Fact]
    public void ManyFunctionsAreNoTrouble()
    {
        AllocationOption[] options = [.. Enumerable.Range(2, 7).Select(static levels =>
            new AllocationOption(new EvaluationCost(levels, levels * levels), Math.Pow(2, -levels * levels)))];
        AllocationItem[] items = [.. Enumerable.Range(0, 48).Select(i => new AllocationItem($"f{i}", 1 + (i % 7), options))];

        AllocationResult result = DegreeAllocation.Choose(items, 0.05);

        Assert.True(result.IsFeasible && result.Error <= 0.05);
        Assert.Equal(result.Choices, DegreeAllocation.Choose(items, 0.05).Choices);
    }

    [Fact]
    public void RejectsItemsThatMeanNothing()
    {
        AllocationOption option = new(new EvaluationCost(1, 0), 0.1);

        Assert.Throws<ArgumentException>(() => DegreeAllocation.Choose([], 1));
        Assert.Throws<ArgumentException>(() => DegreeAllocation.Choose([new AllocationItem("f", 1, [])], 1));
        Assert.Throws<ArgumentException>(() => DegreeAllocation.Choose([new AllocationItem("f", double.NaN, [option])], 1));
        Assert.Throws<ArgumentException>(() => DegreeAllocation.Choose([new AllocationItem("f", 1, [option])], -1));
    }

    private static IEnumerable<(EvaluationCost Cost, double Error)> Everything(AllocationItem[] items)
    {
        IEnumerable<(EvaluationCost Cost, double Error)> all = [(default, 0)];

        return items.Aggregate(all, static (partials, item) => partials.SelectMany(partial => item.Options.Select(option =>
            (partial.Cost + option.Cost, partial.Error + (item.Sensitivity * option.Error)))));
    }

    private static (EvaluationCost Cost, double Error) Recomputed(AllocationItem[] items, AllocationResult result)
    {
        EvaluationCost cost = default;
        double error = 0;

        for (int i = 0; i < items.Length; i++)
        {
            AllocationOption option = items[i].Options[result.Choices[i]];
            cost += option.Cost;
            error += items[i].Sensitivity * option.Error;
        }

        return (cost, error);
    }
}
