using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Rules.Packed;

namespace PowerSoftmax.Passes.Levels;

/// <summary>Finds the sums of products whose relinearization and rescale can wait until after the addition.</summary>
/// <remarks>
/// x y + u v costs one relinearization and one rescale when the products are added at degree 2. Only products with no other use wait,
/// so no value exists in both forms.
/// </remarks>
internal sealed class LazyProducts
{
    // Degree of the product before it is relinearized; 0: not a product or a sum of products of one degree.
    private readonly int[] degrees;
    private readonly bool[] waits;

    public LazyProducts(Graph graph)
    {
        degrees = new int[graph.Nodes.Count];
        waits = new bool[graph.Nodes.Count];
        int[] uses = CountUses(graph);
        foreach (Node node in graph.Nodes)
        {
            ProductForm form = PackedRules.Of(node).Form(node);
            degrees[node.Id.Index] = form.IsSum ? DegreeOfSum(node.Op.Inputs, uses) : form.Degree;
        }
    }

    /// <summary>Whether the value stays an unrescaled product until its only user has added it.</summary>
    public bool Waits(ValueId value) => waits[value.Index];

    /// <summary>Degree of a product before it is settled, or of a sum of products that waited; 0 where the value is neither.</summary>
    public int DegreeOf(ValueId value) => degrees[value.Index];

    private static int[] CountUses(Graph graph)
    {
        int[] uses = new int[graph.Nodes.Count];
        foreach (ValueId input in graph.Nodes.SelectMany(static node => node.Op.Inputs))
        {
            uses[input.Index]++;
        }

        return uses;
    }

    private int DegreeOfSum(EquatableArray<ValueId> summands, int[] uses)
    {
        int degree = degrees[summands[0].Index];
        if (degree == 0 || !summands.All(value => degrees[value.Index] == degree && uses[value.Index] == 1))
        {
            return 0;
        }

        foreach (ValueId value in summands)
        {
            waits[value.Index] = true;
        }

        return degree;
    }
}
