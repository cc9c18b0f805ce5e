using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.Interpreters;

/// <summary>Slots that hold whether they may be other than zero.</summary>
/// <param name="slotCount">Slots of a ciphertext.</param>
/// <param name="weights">With their values.</param>
internal sealed class FilledSlots(int slotCount, WeightTable weights) : ISlotAlgebra<bool[]>
{
    private readonly DiagonalsTable diagonals = new();

    public bool[] Input(string tensor, Layout layout) => Array.ConvertAll(SlotIndices.Of(layout), static element => element != SlotIndices.HoldsZero);

    public bool[] Add(bool[] left, bool[] right) => left.Zip(right, static (x, y) => x || y).ToArray();

    public bool[] Multiply(bool[] left, bool[] right) => left.Zip(right, static (x, y) => x && y).ToArray();

    public bool[] AddPlain(bool[] x, string weight, Layout plain) => Add(x, Plain(weight, plain));

    public bool[] MultiplyPlain(bool[] x, string weight, Layout plain) => Multiply(x, Plain(weight, plain));

    public bool[] AddScalar(bool[] x, double summand) => Array.ConvertAll(x, slot => slot || summand != 0);

    public bool[] MultiplyScalar(bool[] x, double factor) => Array.ConvertAll(x, slot => slot && factor != 0);

    public bool[] Rotate(bool[] x, int steps) => Rotation.Left(x, steps, slotCount);

    public bool[] LinearMap(bool[] x, string? weight, LinearMap map)
    {
        bool[] result = new bool[map.Output.AddressCount];
        ForEachTerm(weight, map, (target, source) => result[target] |= x[source]);
        return result;
    }

    /// <summary>Everywhere: a polynomial of zero is its constant.</summary>
    public bool[] Polynomial(bool[] x, ChebyshevSeries series) => Array.ConvertAll(x, static _ => true);

    public bool[] Part(bool[] x, int first, int count) => SlotBundle.Part(x, first, count, slotCount);

    public bool[] Join(IReadOnlyList<bool[]> bundles) => SlotBundle.Join(bundles);

    public bool[] MultiplyAll(bool[] factors, bool[] x) => SlotBundle.MultiplyAll(factors, x, slotCount, static (factor, slot) => factor && slot);

    public bool[] NegateSeconds(bool[] x) => x;

    public bool[] SumCiphertexts(bool[] x) => SlotBundle.Sum(x, slotCount, static (left, right) => left || right);

    /// <summary>Where a weight is other than zero.</summary>
    public bool[] Plain(string weight, Layout layout) => Array.ConvertAll(Packing.Pack(weights.Data(weight), layout), static value => value != 0);

    /// <summary>Each pair of a slot of a linear map's result and a slot of its operand that a weight other than zero joins.</summary>
    public void ForEachTerm(string? weight, LinearMap map, Action<int, int> visit)
    {
        MapDiagonals all = diagonals.Of(map);
        double[]? data = weight is null ? null : weights.Data(weight).Values;
        foreach (MapDiagonal diagonal in all.Diagonals)
        {
            foreach (DiagonalEntry entry in diagonal.Entries.Where(entry => data is null || data[all.WeightIndex(entry)] != 0))
            {
                foreach ((int target, int source) in all.Addresses(diagonal, entry))
                {
                    visit(target, source);
                }
            }
        }
    }
}
