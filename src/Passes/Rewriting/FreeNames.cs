using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Rewriting;

/// <summary>Names for new weights: the asked one, or that with a number where another weight has it. Not thread-safe.</summary>
/// <remarks>Counting on from the last number keeps a long chain of one name from taking quadratic time.</remarks>
internal sealed class FreeNames
{
    private readonly Dictionary<string, int> lastNumbers = new(StringComparer.Ordinal);

    /// <param name="name">The name asked for.</param>
    /// <param name="weights">Weights there are, which the caller then adds to: names are not reserved.</param>
    public string Of(string name, WeightTable weights)
    {
        string free = name;
        int number = lastNumbers.GetValueOrDefault(name);
        while (weights.Contains(free))
        {
            free = $"{name}.{++number}";
        }

        lastNumbers[name] = number;
        return free;
    }
}
