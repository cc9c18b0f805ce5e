using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Rules.Packed;

namespace PowerSoftmax.Passes.Levels;

/// <summary>Finds the sums of products whose relinearization and rescale can wait until after the addition.</summary>
/// <remarks>
/// x y + u v costs one relinearization and one rescale when the products are added at degree 2. Only products with no other use wait,
/// so no value exists in both forms; parts of a bundle are no other use where each of them is summed.
/// </remarks>
internal sealed class LazyProducts
{
    // Degree of the product before it is relinearized; 0: not a product or a sum of products of one degree.
    private readonly int[] degrees;
    private readonly bool[] waits;
    private readonly IReadOnlyList<IReadOnlyList<Node>> users;

    public LazyProducts(Graph graph)
    {
        degrees = new int[graph.Nodes.Count];
        waits = new bool[graph.Nodes.Count];
        users = graph.Users();
        foreach (Node node in graph.Nodes)
        {
            ProductForm form = PackedRules.Of(node).Form(node);
            degrees[node.Id.Index] = form.IsSum ? DegreeOfSum(node.Op.Inputs)
                : form.IsPart ? DegreeOfPart(node.Op.Inputs[0])
                : form.Degree;
        }
    }

    /// <summary>Whether the value stays an unrescaled product until its only user has added it.</summary>
    public bool Waits(ValueId value) => waits[value.Index];

    /// <summary>Degree of a product before it is settled, or of a sum of products that waited; 0 where the value is neither.</summary>
    public int DegreeOf(ValueId value) => degrees[value.Index];

    private int DegreeOfSum(EquatableArray<ValueId> summands)
    {
        int degree = degrees[summands[0].Index];
        if (degree == 0 || !summands.All(value => degrees[value.Index] == degree && IsUsedOnce(value)))
        {
            return 0;
        }

        foreach (ValueId value in summands)
        {
            waits[value.Index] = true;
        }

        return degree;
    }

    private bool IsUsedOnce(ValueId value) => users[value.Index] is [Node user] && user.Op.Inputs.Count(input => input == value) == 1;

    /// <summary>A product that is only taken apart waits with its parts, where each of these is summed at once.</summary>
    private int DegreeOfPart(ValueId product)
    {
        bool areSummed = users[product.Index].All(part => PackedRules.Of(part).Form(part).IsPart
            && users[part.Id.Index] is [{ Op.Inputs.Count: 1 } sum] && PackedRules.Of(sum).Form(sum).IsSum);
        if (!areSummed || degrees[product.Index] == 0)
        {
            return 0;
        }

        waits[product.Index] = true;
        return degrees[product.Index];
    }
}
