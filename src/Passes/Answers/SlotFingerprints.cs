using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;

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
/// <param name="diagonals">Shared by runs of one circuit; filled here.</param>
internal sealed class SlotFingerprints(WeightTable weights, ulong modelSeed, Dictionary<Contraction, GeneralizedDiagonals> diagonals)
{
    private const ulong InputSeed = 1;
    private readonly Dictionary<string, ulong[]> found = [];
    private int slotCount;

    /// <summary>Slots of the outputs' nodes, by value.</summary>
    /// <param name="graph">Of the Packed or the Ckks dialect.</param>
    /// <exception cref="IrException">The graph has ops of another dialect, or weights are not loaded.</exception>
    public IReadOnlyDictionary<ValueId, ulong[]> Run(Graph graph)
    {
        IReadOnlyList<IReadOnlyList<ValueId>> lastUses = LastUses.Of(graph);
        ulong[]?[] live = new ulong[]?[graph.Nodes.Count];
        Dictionary<ValueId, ulong[]> outputs = [];
        foreach (Node node in graph.Nodes)
        {
            ulong[] slots = Apply(node, [.. node.Op.Inputs.Select(input => live[input.Index]!)]);
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

    private ulong[] Apply(Node node, ulong[][] inputs) => node.Op switch
    {
        PackedInput op => Input(op.Tensor, op.Layout),
        CkksInput op => Input(op.Tensor, op.Layout),
        PackedAdd or CkksAdd => Zip(inputs[0], inputs[1], PrimeField.Add),
        PackedMultiply or CkksMultiply => Zip(inputs[0], inputs[1], PrimeField.Multiply),
        PackedAddPlain op => Zip(inputs[0], Plain(op.Weight, op.Plain), PrimeField.Add),
        CkksAddPlain op => Zip(inputs[0], Plain(op.Weight, op.Plain), PrimeField.Add),
        PackedMultiplyPlain op => Zip(inputs[0], Plain(op.Weight, op.Plain), PrimeField.Multiply),
        CkksMultiplyPlain op => Zip(inputs[0], Plain(op.Weight, op.Plain), PrimeField.Multiply),
        PackedAddScalar op => AddScalar(inputs[0], op.Value),
        CkksAddScalar op => AddScalar(inputs[0], op.Value),
        PackedMultiplyScalar op => MultiplyScalar(inputs[0], op.Value),
        CkksMultiplyScalar op => MultiplyScalar(inputs[0], op.Value),
        PackedRotate op => Rotate(inputs[0], op.Steps),
        CkksRotate op => Rotate(inputs[0], op.Steps),
        PackedSumSlots op => Sum(inputs[0], op.Steps),
        CkksSumSlots op => Sum(inputs[0], op.Steps),
        PackedMatrixProduct op => Product(inputs[0], op.Contraction, op.Weight),
        CkksMatrixProduct op => Product(inputs[0], op.Contraction, op.Weight),
        PackedPolynomial op => Polynomial(op.IsNormalized ? inputs[0] : ToUnit(inputs[0], op.Series.Interval), op.Series),
        CkksPolynomial op => Polynomial(inputs[0], op.Series),
        PackedPart op => SlotBundle.Part(inputs[0], op.First, op.Result.CiphertextCount, slotCount),
        CkksPart op => SlotBundle.Part(inputs[0], op.First, op.Taken, slotCount),
        PackedJoin or CkksJoin => SlotBundle.Join(inputs),
        PackedSum or CkksSum => SlotBundle.Sum(inputs[0], slotCount, PrimeField.Add),
        PackedOutput or CkksOutput or CkksRelinearize or CkksRescale or CkksMatchLevel or CkksDropLevel or CkksBootstrap => inputs[0],
        _ => throw new IrException($"'{node.Name}' ({node.Op.Mnemonic}) has no rule for what its slots hold"),
    };

    private ulong[] Input(string tensor, Layout layout)
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

    private static ulong[] AddScalar(ulong[] slots, double value)
    {
        ulong summand = PrimeField.Exact(value);
        return Array.ConvertAll(slots, slot => PrimeField.Add(slot, summand));
    }

    private static ulong[] MultiplyScalar(ulong[] slots, double value)
    {
        ulong factor = PrimeField.Exact(value);
        return Array.ConvertAll(slots, slot => PrimeField.Multiply(slot, factor));
    }

    private static ulong[] ToUnit(ulong[] slots, Interval interval) =>
        MultiplyScalar(AddScalar(slots, -interval.Center), 1 / interval.Radius);

    /// <summary>Of each ciphertext, to the left.</summary>
    private ulong[] Rotate(ulong[] slots, int steps)
    {
        int start = steps & (slotCount - 1);
        ulong[] rotated = new ulong[slots.Length];
        for (int first = 0; first < slots.Length; first += slotCount)
        {
            slots.AsSpan(first + start, slotCount - start).CopyTo(rotated.AsSpan(first));
            slots.AsSpan(first, start).CopyTo(rotated.AsSpan(first + slotCount - start));
        }

        return rotated;
    }

    private ulong[] Sum(ulong[] slots, IEnumerable<long> steps) =>
        steps.Aggregate(slots, (sum, step) => Zip(sum, Rotate(sum, (int)step), PrimeField.Add));

    private ulong[] Product(ulong[] slots, Contraction contraction, string weight)
    {
        if (!diagonals.TryGetValue(contraction, out GeneralizedDiagonals? product))
        {
            diagonals[contraction] = product = GeneralizedDiagonals.Of(contraction);
        }

        ulong[] elements = Weight(weight);
        int columns = weights[weight].Type.Shape[1];
        ulong[] result = new ulong[slots.Length];
        foreach (int rotation in product.Rotations)
        {
            foreach (DiagonalEntry entry in product.Entries(rotation))
            {
                ulong operand = slots[(entry.Slot + rotation) & (slots.Length - 1)];
                result[entry.Slot] = PrimeField.Add(
                    result[entry.Slot], PrimeField.Multiply(elements[(entry.Row * columns) + entry.Column], operand));
            }
        }

        return result;
    }

    /// <summary>Clenshaw's recurrence.</summary>
    private static ulong[] Polynomial(ulong[] slots, ChebyshevSeries series)
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
