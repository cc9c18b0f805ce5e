namespace PowerSoftmax.Passes.Manage.Placement;

/// <summary>An order from the outputs to the inputs that keeps few values waiting: users before operands.</summary>
/// <remarks>Greedy: the value whose operands wait already comes first; of equals the one that was reached last, then the later one.</remarks>
internal static class ProcessingOrder
{
    public static IReadOnlyList<int> Of(PlacementProblem problem)
    {
        int count = problem.Values.Count;
        int[] users = new int[count];
        foreach (int operand in problem.Values.SelectMany(static value => value.Operands.Distinct()))
        {
            users[operand]++;
        }

        int[] reached = new int[count];
        HashSet<int> ready = [.. Enumerable.Range(0, count).Where(value => users[value] == 0)];
        List<int> order = new(count);
        while (ready.Count > 0)
        {
            int next = ready.OrderBy(value => New(problem, reached, value)).ThenByDescending(value => reached[value]).ThenByDescending(static value => value).First();
            ready.Remove(next);
            order.Add(next);
            foreach (int operand in problem.Values[next].Operands.Distinct())
            {
                reached[operand] = order.Count;
                if (--users[operand] == 0)
                {
                    ready.Add(operand);
                }
            }
        }

        return order;
    }

    /// <summary>Values that would begin to wait.</summary>
    private static int New(PlacementProblem problem, int[] reached, int value) =>
        problem.Values[value].Operands.Distinct().Count(operand => reached[operand] == 0);
}
