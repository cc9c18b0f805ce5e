namespace PowerSoftmax.Passes.Manage.Placement;

/// <summary>Values that no placement need tell apart, because the circuit looks the same from each: chunks of one matrix, heads, branches.</summary>
/// <remarks>
/// Colors are refined by those of operands and users until they are stable. Equal colors mean equal depth, so merging them leaves an
/// acyclic circuit, in which a wide value is as narrow as a single one; its placements are those of the whole that treat twins alike.
/// </remarks>
internal sealed class Twins
{
    private readonly PlacementProblem problem;
    private readonly IReadOnlyList<int[]> users;
    private int[] colors;

    private Twins(PlacementProblem problem)
    {
        this.problem = problem;
        colors = Number(problem.Values.Select(static value => $"{value.Consumes}|{value.MayBootstrap}|{value.Ciphertexts}|{string.Join(',', value.Costs)}"));
        List<int>[] lists = [.. problem.Values.Select(static _ => new List<int>())];
        for (int value = 0; value < lists.Length; value++)
        {
            foreach (int operand in problem.Values[value].Operands.Distinct())
            {
                lists[operand].Add(value);
            }
        }

        users = [.. lists.Select(static list => list.ToArray())];
        Refine();
    }

    /// <summary>The problem with twins merged, and of which of its values each value of the whole is one.</summary>
    public static (PlacementProblem Merged, IReadOnlyList<int> Places) Merge(PlacementProblem problem)
    {
        Twins twins = new(problem);
        int[] counts = new int[twins.colors.Max() + 1];
        int[] first = Enumerable.Repeat(-1, counts.Length).ToArray();
        for (int value = twins.colors.Length - 1; value >= 0; value--)
        {
            counts[twins.colors[value]]++;
            first[twins.colors[value]] = value;
        }

        // Colors are numbered by first appearance, so operands stay before their users.
        PlacementValue[] merged = [.. first.Select((value, color) => problem.Values[value] with
        {
            Operands = [.. problem.Values[value].Operands.Select(operand => twins.colors[operand])],
            Count = counts[color],
        })];
        return (problem with { Values = merged }, twins.colors);
    }

    private void Refine()
    {
        int known = 0;
        while (colors.Max() + 1 is int count && count > known)
        {
            known = count;
            colors = Number(Enumerable.Range(0, colors.Length).Select(Look));
        }
    }

    /// <summary>Equal looks get equal numbers, by first appearance.</summary>
    private static int[] Number(IEnumerable<string> looks)
    {
        Dictionary<string, int> numbers = [];
        return [.. looks.Select(look => numbers.TryGetValue(look, out int number) ? number : numbers[look] = numbers.Count)];
    }

    private string Look(int value) => string.Join(
        '|',
        colors[value],
        string.Join(',', problem.Values[value].Operands.Select(operand => colors[operand]).Order()),
        string.Join(',', users[value].Select(user => colors[user]).Order()));
}
