using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Contractions;

/// <summary>Names dimensions by their role, so that equal contractions are equal ops: h, g ... in both operands and the result, i ... of the
/// left, j ... of the right, s ... summed.</summary>
internal static class DimensionLetters
{
    private const string Batch = "hgfedc";
    private const string Left = "iqpabn";
    private const string Right = "jklmor";
    private const string Summed = "stuvwx";

    /// <summary>The same contraction with these names, in the order in which the left operand, then the right one, has the dimensions.</summary>
    public static ContractedDimensions Canonical(ContractedDimensions dimensions)
    {
        Dictionary<char, char> names = [];
        foreach ((string letters, string pool) in new[]
        {
            (Ordered(dimensions.Batch, dimensions.Left), Batch), (dimensions.LeftOnly, Left), (dimensions.RightOnly, Right), (dimensions.Summed, Summed),
        })
        {
            for (int i = 0; i < letters.Length; i++)
            {
                names[letters[i]] = pool[i];
            }
        }

        return new ContractedDimensions(Renamed(dimensions.Left, names), Renamed(dimensions.Right, names), Renamed(dimensions.Result, names));
    }

    /// <summary>Whether there are names for operands of these ranks.</summary>
    public static bool Suffice(int leftRank, int rightRank) => Math.Max(leftRank, rightRank) <= Batch.Length;

    /// <summary>The letters of a value whose transposed form has the given letters.</summary>
    public static string BeforeTranspose(string letters, IReadOnlyList<int> permutation)
    {
        char[] before = new char[letters.Length];
        for (int axis = 0; axis < letters.Length; axis++)
        {
            before[permutation[axis]] = letters[axis];
        }

        return new string(before);
    }

    private static string Ordered(string letters, string order) => string.Concat(order.Where(letters.Contains));

    private static string Renamed(string letters, Dictionary<char, char> names) => string.Concat(letters.Select(letter => names[letter]));
}
