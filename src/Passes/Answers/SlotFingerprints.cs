using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Answers;

/// <summary>Runs a circuit with unknowns in place of its inputs and weights, and gives every slot a number by which slots compare.</summary>
/// <remarks>
/// A slot is a polynomial in the input's elements and the weights. It is evaluated modulo 2^61 - 1 at one point, which stands for
/// all: two different polynomials of degree d agree there with a probability of d / 2^61 (Schwartz, Zippel). Constants of the
/// circuit's text are taken exactly; a weight of zero is zero; weights of one value are one unknown, which proves the same. Rescales,
/// bootstraps and whatever else only changes how a value is encrypted change nothing. Cost: a run of the slot interpreter.
/// </remarks>
/// <param name="weights">With their values.</param>
/// <param name="modelSeed">Draws the weights' unknowns; the inputs' are always the same.</param>
/// <param name="diagonals">Shared by runs of one circuit.</param>
internal sealed class SlotFingerprints(WeightTable weights, ulong modelSeed, DiagonalsTable diagonals)
    : ISlotAlgebra<ulong[]>
{
    private const ulong InputSeed = 1;
    private readonly Dictionary<string, ulong[]> found = [];
    private int slotCount;

    /// <summary>Slots of the outputs' nodes, by value.</summary>
    /// <param name="graph">Of the Packed or the Ckks dialect.</param>
    /// <param name="start">
    /// The first node that is run; not behind an output. What comes before is an unknown of the model in every slot, which proves less: what is equal then is
    /// equal, and what differs may be equal after all.
    /// </param>
    /// <exception cref="IrException">The graph has ops of another dialect, or weights are not loaded.</exception>
    public IReadOnlyDictionary<ValueId, ulong[]> Run(Graph graph, int start)
    {
        slotCount = start == 0 ? 0 : CircuitSlots.CountOf(graph);
        IReadOnlyList<IReadOnlyList<ValueId>> lastUses = LastUses.Of(graph);
        ulong[]?[] live = new ulong[]?[graph.Nodes.Count];
        Dictionary<ValueId, ulong[]> outputs = [];
        foreach (Node node in graph.Nodes.Skip(start))
        {
            ulong[] slots = Apply(node, [.. node.Op.Inputs.Select(input => live[input.Index] ??= Unknowns(graph[input]))]);
            live[node.Id.Index] = slots;
            if (node.Op is PackedOutput or CkksOutput)
            {
                outputs.Add(node.Id, slots);
            }

            foreach (ValueId used in lastUses[node.Id.Index])
            {
                live[used.Index] = null;
            }
        }

        return outputs;
    }

    private ulong[] Unknowns(Node node)
    {
        int count = node.Type switch
        {
            PackedType packed => packed.Layout.AddressCount,
            CiphertextType ciphertexts => ciphertexts.RealCount * slotCount,
            _ => throw NotOnSlots(node),
        };
        ulong seed = PrimeField.Unknown(modelSeed, (ulong)node.Id.Index);
        ulong[] slots = new ulong[count];
        for (int slot = 0; slot < count; slot++)
        {
            slots[slot] = PrimeField.Unknown(seed, (ulong)slot);
        }

        return slots;
    }

    private static IrException NotOnSlots(Node node) => new($"'{node.Name}' ({node.Op.Mnemonic}) is neither of the Packed nor of the Ckks dialect");

    private ulong[] Apply(Node node, ulong[][] inputs) => node.Op switch
    {
        PackedOp op => op.Apply(inputs, this),
        CkksOp op => op.Apply(inputs, this),
        _ => throw NotOnSlots(node),
    };

    public ulong[] Add(ulong[] left, ulong[] right) => Zip(left, right, PrimeField.Add);

    public ulong[] Multiply(ulong[] left, ulong[] right) => Zip(left, right, PrimeField.Multiply);

    public ulong[] AddPlain(ulong[] x, string weight, Layout plain) => Add(x, Plain(weight, plain));

    public ulong[] MultiplyPlain(ulong[] x, string weight, Layout plain) => Multiply(x, Plain(weight, plain));

    public ulong[] Part(ulong[] x, int first, int count) => SlotBundle.Part(x, first, count, slotCount);

    public ulong[] Join(IReadOnlyList<ulong[]> bundles) => SlotBundle.Join(bundles);

    public ulong[] MultiplyAll(ulong[] factors, ulong[] x) => SlotBundle.MultiplyAll(factors, x, slotCount, PrimeField.Multiply);

    public ulong[] NegateSeconds(ulong[] x) => SlotBundle.MapSeconds(x, slotCount, PrimeField.Negate);

    public ulong[] SumCiphertexts(ulong[] x) => SlotBundle.Sum(x, slotCount, PrimeField.Add);

    public ulong[] Input(string tensor, Layout layout)
    {
        slotCount = layout.SlotCount;
        ulong name = tensor.Aggregate(InputSeed, static (hash, letter) => PrimeField.Unknown(hash, letter));
        return Array.ConvertAll(SlotIndices.Of(layout), element => element < 0 ? 0 : PrimeField.Unknown(name, (ulong)element));
    }

    private ulong[] Plain(string weight, Layout layout)
    {
        ulong[] elements = Weight(weight);
        return Array.ConvertAll(SlotIndices.Of(layout), element => element < 0 ? 0 : elements[element]);
    }

    private ulong[] Weight(string name)
    {
        if (!found.TryGetValue(name, out ulong[]? elements))
        {
            elements = Array.ConvertAll(
                weights.Data(name).Values, value => value == 0 ? 0 : PrimeField.Unknown(modelSeed, BitConverter.DoubleToUInt64Bits(value)));
            found.Add(name, elements);
        }

        return elements;
    }

    public ulong[] AddScalar(ulong[] slots, double value)
    {
        ulong summand = PrimeField.Exact(value);
        return Array.ConvertAll(slots, slot => PrimeField.Add(slot, summand));
    }

    public ulong[] MultiplyScalar(ulong[] slots, double value)
    {
        ulong factor = PrimeField.Exact(value);
        return Array.ConvertAll(slots, slot => PrimeField.Multiply(slot, factor));
    }

    private ulong[] ToUnit(ulong[] slots, Interval interval) =>
        MultiplyScalar(AddScalar(slots, -interval.Center), 1 / interval.Radius);

    public ulong[] Rotate(ulong[] slots, int steps) => Rotation.Left(slots, steps, slotCount);

    public ulong[] LinearMap(ulong[] slots, string? weight, LinearMap map)
    {
        MapDiagonals all = diagonals.Of(map);
        ulong[]? elements = weight is null ? null : Weight(weight);
        ulong[] result = new ulong[map.Output.AddressCount];

        // A ciphertext of the result each; sums of a field are the same in any order.
        Parallel.ForEach(all.Diagonals.GroupBy(static diagonal => diagonal.Output), output =>
        {
            foreach (MapDiagonal diagonal in output)
            {
                AddTo(result, slots, all, diagonal, elements);
            }
        });

        return result;
    }

    private void AddTo(ulong[] result, ulong[] slots, MapDiagonals all, MapDiagonal diagonal, ulong[]? elements)
    {
        int target = diagonal.Output * slotCount;
        int source = diagonal.Input * slotCount;
        foreach (DiagonalEntry entry in diagonal.Entries)
        {
            ulong factor = elements is null ? 1 : elements[all.WeightIndex(entry)];
            for (int slot = entry.Slot; slot < slotCount; slot += all.Period)
            {
                ulong read = slots[source + ((slot + diagonal.Rotation) & (slotCount - 1))];
                result[target + slot] = PrimeField.Add(result[target + slot], PrimeField.Multiply(factor, read));
            }
        }
    }

    /// <summary>Clenshaw's recurrence, after the map of the interval onto [-1, 1].</summary>
    public ulong[] Polynomial(ulong[] slots, ChebyshevSeries series) =>
        OnUnit(series.Interval is { Low: -1, High: 1 } ? slots : ToUnit(slots, series.Interval), series);

    private static ulong[] OnUnit(ulong[] slots, ChebyshevSeries series)
    {
        ulong[] coefficients = [.. series.Coefficients.Select(PrimeField.Exact)];
        ulong minusOne = PrimeField.Exact(-1);
        return Array.ConvertAll(slots, slot =>
        {
            ulong twice = PrimeField.Add(slot, slot);
            ulong next = 0;
            ulong afterNext = 0;
            for (int k = coefficients.Length - 1; k > 0; k--)
            {
                ulong sum = PrimeField.Add(PrimeField.Multiply(twice, next), PrimeField.Multiply(minusOne, afterNext));
                (next, afterNext) = (PrimeField.Add(sum, coefficients[k]), next);
            }

            ulong last = PrimeField.Add(PrimeField.Multiply(slot, next), PrimeField.Multiply(minusOne, afterNext));
            return PrimeField.Add(last, coefficients[0]);
        });
    }

    private static ulong[] Zip(ulong[] left, ulong[] right, Func<ulong, ulong, ulong> combine)
    {
        ulong[] result = new ulong[left.Length];
        for (int slot = 0; slot < result.Length; slot++)
        {
            result[slot] = combine(left[slot], right[slot]);
        }

        return result;
    }
}
