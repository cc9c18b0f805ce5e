using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Layers whose heads lie in two ciphertexts each, one half of a head's features beside the other: queries, keys and values of pairs that repeat along features (<see cref="RepeatedPairs"/>).</summary>
/// <remarks>
/// As complex numbers both halves take one ciphertext, and the real part of a product of such is the sum of the products of both: half of the slots for each pair, and half
/// of the ciphertexts for all. Layers write these numbers themselves, a diagonal for both halves. The sum comes twice, so the layer of the queries gives half of what it should.
/// </remarks>
internal sealed class HalvedHeads
{
    private readonly Graph circuit;
    private readonly AxisRoles roles;
    private readonly RowShape rows;
    private readonly IReadOnlyList<IReadOnlyList<Node>> users;
    private readonly Dictionary<ValueId, (int Half, HalvesInPairs Kind)> halves = [];

    /// <param name="circuit">In normal form.</param>
    /// <param name="users">Of its values.</param>
    /// <param name="roles">Of its axes.</param>
    /// <param name="rows">Of its values.</param>
    public HalvedHeads(Graph circuit, IReadOnlyList<IReadOnlyList<Node>> users, AxisRoles roles, RowShape rows)
    {
        this.circuit = circuit;
        this.roles = roles;
        this.rows = rows;
        this.users = users;
        foreach (Node node in circuit.Nodes)
        {
            if (node.Op is Contract scores && RepeatedPairs.OnlyPowers(users, node.Id))
            {
                Add(node, scores);
            }
        }
    }

    /// <summary>Features of a head in a row for the result of a layer; null where all are.</summary>
    public int? InSlots(ValueId layer) => halves.TryGetValue(layer, out (int Half, HalvesInPairs Kind) found) ? found.Half : null;

    /// <summary>What such a layer gives; null for others.</summary>
    public HalvesInPairs? Of(ValueId layer) => halves.TryGetValue(layer, out (int Half, HalvesInPairs Kind) found) ? found.Kind : null;

    private void Add(Node node, Contract scores)
    {
        ContractedDimensions letters = scores.Dimensions;
        if (letters.Summed.Length != 1 || LayerOf(scores.Left) is not ValueId query || LayerOf(scores.Right) is not ValueId key || query == key || WeightedOf(node.Id) is not ValueId value || value == query || value == key)
        {
            return;
        }

        int axis = letters.Left.IndexOf(letters.Summed);
        int width = PowersOfTwo.AtLeast(SizeOf(scores.Left, axis));
        int heads = Enumerable.Range(0, letters.Left.Length).Where(other => other != axis && roles.Of(scores.Left, other) == AxisRole.Feature).Aggregate(1, (count, other) => count * SizeOf(scores.Left, other));
        int places = RowLayouts.SlotsOfHead(heads, rows.Features) / width;

        // Where whole heads take one ciphertext for all turns, halves save none.
        bool saves = places > 1 && places / 2 < rows.Tokens && rows.Tokens / places <= RepeatedPairs.MostCiphertexts;
        if (roles.Of(scores.Left, axis) == AxisRole.Feature && width >= 4 && saves && HeadWidth(value) is int other && PowersOfTwo.AtLeast(other) == width)
        {
            halves[key] = halves[value] = (width / 2, HalvesInPairs.Plain);
            halves[query] = (width / 2, HalvesInPairs.OfQueries);
        }
    }

    /// <summary>The layer whose result a value is, by other names; null where something else is done to it, or others use it.</summary>
    private ValueId? LayerOf(ValueId value) => users[value.Index].Count != 1 ? null : circuit[value].Op switch
    {
        Linear => value,
        Reshape or Transpose => LayerOf(circuit[value].Op.Inputs[0]),
        _ => null,
    };

    /// <summary>The layer of the values that are weighted with what becomes of scores.</summary>
    private ValueId? WeightedOf(ValueId scores)
    {
        foreach (Node user in users[scores.Index])
        {
            if (user.Op is Contract weighted)
            {
                return LayerOf(weighted.Left == scores ? weighted.Right : weighted.Left);
            }

            if (user.Op is Multiply or Reshape or Transpose && WeightedOf(user.Id) is ValueId layer)
            {
                return layer;
            }
        }

        return null;
    }

    private int? HeadWidth(ValueId layer)
    {
        int rank = ((TensorType)circuit[layer].Type).Shape.Rank;
        return roles.FactorsOf(layer, rank - 1).LastOrDefault() is int width and > 0 ? width : null;
    }

    private int SizeOf(ValueId value, int axis) => ((TensorType)circuit[value].Type).Shape[axis];
}
