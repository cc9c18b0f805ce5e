using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Layouts;

/// <summary>Finds the rows that all values of a circuit have in common.</summary>
internal static class RowShapes
{
    /// <summary>The fewest rows that hold the longest sequence and the largest batch.</summary>
    /// <exception cref="LayoutException">There are more rows than slots.</exception>
    public static RowShape Of(Graph circuit, AxisRoles roles, int slots)
    {
        int tokens = 1;
        int batch = 1;
        foreach (Node node in circuit.Nodes)
        {
            Shape shape = ((TensorType)node.Type).Shape;
            for (int axis = 0; axis < shape.Rank; axis++)
            {
                int size = roles.IsMerged(node.Id, axis) ? 1 : shape[axis];
                AxisRole role = roles.Of(node.Id, axis);
                tokens = role == AxisRole.Token ? Math.Max(tokens, size) : tokens;
                batch = role == AxisRole.Batch ? Math.Max(batch, size) : batch;
            }
        }

        int tokenBits = PowersOfTwo.BitsFor(tokens);
        int batchBits = PowersOfTwo.BitsFor(batch);
        return 1L << (tokenBits + batchBits) <= slots
            ? new RowShape(slots, 1 << tokenBits, 1 << batchBits)
            : throw LayoutException.TooLarge($"a sequence of {tokens} tokens for a batch of {batch}", tokenBits + batchBits, slots, Nearest(slots >> batchBits));
    }

    private static string Nearest(int tokens) => tokens == 0 ? "not even one token fits at this batch" : $"at this batch at most {tokens} tokens fit";
}
