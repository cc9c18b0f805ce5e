using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.Predict;

/// <summary>Which ciphertexts the values of a circuit have: parts of bundles and joined bundles have those of their operands.</summary>
internal sealed class SharedCiphertexts
{
    private readonly Dictionary<ValueId, int[]> bundles = [];
    private readonly List<int> uses = [];

    /// <summary>Adds the value of a node.</summary>
    /// <returns>Ciphertexts that are new.</returns>
    public int Make(Node node, int count)
    {
        int known = uses.Count;
        int[] bundle = node.Op switch
        {
            CkksPart part => Part(bundles[part.Input], part.First * count / part.Taken, count),
            CkksJoin join => [.. join.Parts.SelectMany(part => bundles[part])],
            _ => [.. Enumerable.Range(known, count)],
        };
        uses.AddRange(Enumerable.Repeat(0, Math.Max(0, bundle.Append(-1).Max() + 1 - known)));
        bundles[node.Id] = bundle;
        Array.ForEach(bundle, ciphertext => uses[ciphertext]++);
        return uses.Count - known;
    }

    private static int[] Part(int[] bundle, int first, int count) => bundle[first..(first + count)];

    /// <summary>Removes a value after its last use.</summary>
    /// <returns>Ciphertexts that nobody has any more.</returns>
    public int Free(ValueId value)
    {
        int[] bundle = bundles[value];
        Array.ForEach(bundle, ciphertext => uses[ciphertext]--);
        return bundle.Distinct().Count(ciphertext => uses[ciphertext] == 0);
    }
}
