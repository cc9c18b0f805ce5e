using Google.OrTools.Sat;
using PowerSoftmax.Passes.Manage.Placement;

namespace PowerSoftmax.Passes.Tests.Manage.Placement;

/// <summary>The least cost of a placement by a constraint solver, from the meaning of levels and without the reductions of the search.</summary>
/// <remarks>
/// Every value has a level of its own choice, every bootstrapped one a target of its own choice, and every use takes either copy.
/// </remarks>
internal sealed class ExactPlacement
{
    private readonly CpModel model = new();
    private readonly PlacementProblem problem;
    private readonly IntVar[] levels;
    private readonly IntVar[] targets;
    private readonly BoolVar[] bootstrapped;

    private ExactPlacement(PlacementProblem problem)
    {
        this.problem = problem;
        levels = Variables("level");
        targets = Variables("target");
        bootstrapped = [.. problem.Values.Select((_, index) => model.NewBoolVar($"bootstrapped{index}"))];
    }

    /// <summary>The cost, or null where no placement exists.</summary>
    public static long? Cost(PlacementProblem problem) => new ExactPlacement(problem).Solve();

    private long? Solve()
    {
        List<LinearExpr> costs = [];
        HashSet<int> used = [.. problem.Values.SelectMany(static value => value.Operands)];
        for (int index = 0; index < problem.Values.Count; index++)
        {
            if (!used.Contains(index))
            {
                model.Add(levels[index] >= problem.Outputs);
            }

            costs.Add(Operation(index));
            costs.Add(Bootstrap(index));
        }

        model.Minimize(LinearExpr.Sum(costs));
        CpSolver solver = new() { StringParameters = "num_workers:1 random_seed:1" };
        CpSolverStatus status = solver.Solve(model);
        Assert.True(status is CpSolverStatus.Optimal or CpSolverStatus.Infeasible, status.ToString());
        return status == CpSolverStatus.Optimal ? (long)Math.Round(solver.ObjectiveValue) : null;
    }

    private IntVar[] Variables(string name) =>
        [.. problem.Values.Select((_, index) => model.NewIntVar(0, problem.Top, $"{name}{index}"))];

    private IntVar Operation(int index)
    {
        PlacementValue value = problem.Values[index];
        LinearExpr level = levels[index] + value.Consumes;
        model.Add(level <= problem.Top);
        foreach (int operand in value.Operands.Distinct())
        {
            BoolVar raised = model.NewBoolVar($"use{operand}by{index}");
            model.AddImplication(raised, bootstrapped[operand]);
            model.Add(levels[operand] >= level).OnlyEnforceIf(raised.Not());
            model.Add(targets[operand] >= level).OnlyEnforceIf(raised);
        }

        return Element(level, value.Costs, $"cost{index}");
    }

    private IntVar Bootstrap(int index)
    {
        if (!problem.Values[index].MayBootstrap)
        {
            model.Add(bootstrapped[index] == 0);
        }

        model.Add(levels[index] >= problem.Least).OnlyEnforceIf(bootstrapped[index]);
        PlacementValue value = problem.Values[index];
        long pairs = value.Count * (value.Ciphertexts / 2), singles = value.Count * (value.Ciphertexts % 2);
        long[] costs = [.. problem.Prices.Pair.Zip(problem.Prices.Single, (pair, single) => (pairs * pair) + (singles * single))];
        IntVar price = model.NewIntVar(0, costs[^1], $"price{index}");
        IntVar paid = Element(targets[index], costs, $"listed{index}");
        model.Add(price == paid).OnlyEnforceIf(bootstrapped[index]);
        model.Add(price == 0).OnlyEnforceIf(bootstrapped[index].Not());
        return price;
    }

    private IntVar Element(LinearExpr index, IReadOnlyList<long> table, string name)
    {
        IntVar position = model.NewIntVar(0, table.Count - 1, name + "at");
        model.Add(position == index);
        IntVar result = model.NewIntVar(table.Min(), table.Max(), name);
        model.AddElement(position, table, result);
        return result;
    }
}
