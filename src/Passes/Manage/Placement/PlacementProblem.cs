namespace PowerSoftmax.Passes.Manage.Placement;

/// <summary>Where to bootstrap so that a circuit costs least.</summary>
/// <remarks>
/// A value that is not bootstrapped lies at the highest level that one of its users asks of its operands. A bootstrapped one is
/// computed at <see cref="Least"/>, because nothing is gained above it, and its copy lies at the level that its users ask for:
/// the set of bootstrapped values decides everything else.
/// </remarks>
/// <param name="Values">Operands before users; values that nobody uses are outputs.</param>
/// <param name="Prices">Of bootstraps.</param>
/// <param name="Least">Lowest level at which a bootstrap may start.</param>
/// <param name="Outputs">Level of the outputs.</param>
public sealed record PlacementProblem(
    IReadOnlyList<PlacementValue> Values, BootstrapPrices Prices, int Least, int Outputs)
{
    /// <summary>Highest level of any value.</summary>
    public int Top => Prices.Top;

    /// <summary>Levels and cost when these values are bootstrapped; null where a value would lie above the highest level.</summary>
    /// <param name="bootstrapped">By value.</param>
    public PlacementSolution? Evaluate(IReadOnlyList<bool> bootstrapped)
    {
        int[] needs = Enumerable.Repeat(Outputs, Values.Count).ToArray();
        int[] levels = new int[Values.Count];
        long cost = 0;
        for (int index = Values.Count - 1; index >= 0; index--)
        {
            bool raised = bootstrapped[index] && needs[index] > Least;
            levels[index] = raised ? Least : needs[index];
            int operands = levels[index] + Values[index].Consumes;
            if (operands > Top || needs[index] > Top)
            {
                return null;
            }

            cost += (Values[index].Count * Values[index].Costs[operands]) + (raised ? Prices.Of(Values[index], needs[index]) : 0);
            foreach (int operand in Values[index].Operands)
            {
                needs[operand] = Math.Max(needs[operand], operands);
            }
        }

        return new PlacementSolution(levels, needs, cost);
    }
}
