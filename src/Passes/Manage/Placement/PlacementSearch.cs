namespace PowerSoftmax.Passes.Manage.Placement;

/// <summary>Finds the cheapest placement by dynamic programming from the outputs to the inputs.</summary>
/// <remarks>
/// A state holds the levels that the processed part asks of the values at its border. Costs never fall with the level, so a state
/// that costs no more and asks for no more makes another one useless. Between the sublayers of a transformer the border is one or
/// two values wide, hence few states survive and the search is exact; <see cref="PlacementSolution.IsExact"/> says whether it was.
/// </remarks>
public sealed class PlacementSearch
{
    /// <summary>Enough for the circuits of transformers, twins merged, to be searched exactly.</summary>
    public const int DefaultWidth = 1024;

    // Placements that treat twins differently are rarely better; a narrow look finds the obvious ones.
    private const int WidthApart = 64;

    private readonly PlacementProblem problem;
    private readonly PlacementBeam beam;
    private readonly IReadOnlyList<int> order;
    private readonly int[] places;
    private readonly int placeCount;

    private PlacementSearch(PlacementProblem problem, int width)
    {
        this.problem = problem;
        beam = new PlacementBeam(width, problem.Prices.Single[problem.Top] / Math.Max(1, problem.Top - problem.Least));
        order = ProcessingOrder.Of(problem);
        (places, placeCount) = PlacesOf(problem, order);
    }

    /// <summary>The best placement found, or null where no placement keeps every value within the levels.</summary>
    /// <param name="problem">Its costs do not fall with the level.</param>
    /// <param name="width">Most states that are kept.</param>
    public static PlacementSolution? Run(PlacementProblem problem, int width = DefaultWidth)
    {
        (PlacementProblem merged, IReadOnlyList<int> places) = Twins.Merge(problem);
        bool hasTwins = merged.Values.Count < problem.Values.Count;
        bool[]? apart = new PlacementSearch(problem, hasTwins ? Math.Min(width, WidthApart) : width).Run(out bool isExact);
        PlacementSolution? solution = apart is null ? null : problem.Evaluate(apart)! with { IsExact = isExact };
        if (isExact || new PlacementSearch(merged, width).Run(out _) is not bool[] alike)
        {
            return solution;
        }

        PlacementSolution symmetric = problem.Evaluate([.. places.Select(place => alike[place])])!;
        return solution is null || symmetric.Cost <= solution.Cost ? symmetric : solution;
    }

    /// <summary>The bootstrapped values.</summary>
    private bool[]? Run(out bool isExact)
    {
        List<PlacementState> states = [new PlacementState(new byte[placeCount], 0, null)];
        foreach (int value in order)
        {
            states = beam.Keep([.. states.SelectMany(state => Successors(state, value))]);
        }

        isExact = !beam.HasDropped;
        if (states.Count == 0)
        {
            return null;
        }

        bool[] bootstrapped = new bool[problem.Values.Count];
        for (PlacementState.Bootstrap? entry = states[0].Last; entry is not null; entry = entry.Before)
        {
            bootstrapped[entry.Value] = true;
        }

        return bootstrapped;
    }

    private IEnumerable<PlacementState> Successors(PlacementState state, int value)
    {
        int need = Math.Max(problem.Outputs, (int)state.Needs[places[value]]);
        if (Next(state, value, need) is PlacementState kept)
        {
            yield return kept;
        }

        if (problem.Values[value].MayBootstrap && need > problem.Least && Next(state, value, problem.Least) is PlacementState raised)
        {
            yield return raised with
            {
                Cost = raised.Cost + problem.Prices.Of(problem.Values[value], need),
                Last = new PlacementState.Bootstrap(value, state.Last),
            };
        }
    }

    /// <summary>The state after a value is computed at a level; null where its operands would be too high.</summary>
    private PlacementState? Next(PlacementState state, int value, int level)
    {
        PlacementValue computed = problem.Values[value];
        int operands = level + computed.Consumes;
        if (operands > problem.Top)
        {
            return null;
        }

        byte[] needs = (byte[])state.Needs.Clone();
        needs[places[value]] = 0;
        foreach (int operand in computed.Operands)
        {
            needs[places[operand]] = (byte)Math.Max(needs[places[operand]], operands);
        }

        return new PlacementState(needs, state.Cost + (computed.Count * computed.Costs[operands]), state.Last);
    }

    /// <summary>A place in the states for every value from its first user to itself.</summary>
    private static (int[] Places, int Count) PlacesOf(PlacementProblem problem, IReadOnlyList<int> order)
    {
        int[] places = Enumerable.Repeat(-1, problem.Values.Count).ToArray();
        Stack<int> free = new();
        int count = 0;
        foreach (int value in order)
        {
            Take(value);
            foreach (int operand in problem.Values[value].Operands)
            {
                Take(operand);
            }

            free.Push(places[value]);
        }

        return (places, count);

        void Take(int value) => places[value] = places[value] >= 0 ? places[value] : free.Count > 0 ? free.Pop() : count++;
    }
}
