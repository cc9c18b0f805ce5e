namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Which Chebyshev polynomials of the input are computed, in which order.</summary>
public static class PowerBasis
{
    /// <summary>Steps that make every asked index beyond 1; operands come before their users.</summary>
    public static IReadOnlyList<PowerStep> For(IEnumerable<int> indices)
    {
        SortedDictionary<int, PowerStep> steps = [];
        foreach (int index in indices)
        {
            Require(index, steps);
        }

        return [.. steps.Values];
    }

    /// <summary>Rescales between T_1 and T_index: ceil(log2(index)).</summary>
    public static int Depth(int index)
    {
        int depth = 0;
        while ((1 << depth) < index)
        {
            depth++;
        }

        return depth;
    }

    private static void Require(int index, SortedDictionary<int, PowerStep> steps)
    {
        if (index <= 1 || steps.ContainsKey(index))
        {
            return;
        }

        PowerStep step = PowerStep.For(index);
        steps.Add(index, step);
        Require(step.Left, steps);
        Require(step.Right, steps);
        Require(step.Difference, steps);
    }
}
