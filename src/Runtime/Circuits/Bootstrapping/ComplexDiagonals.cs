using System.Numerics;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>A matrix over n slots by its nonzero diagonals: y = sum over k of d_k .* rot(x, k). Immutable.</summary>
internal sealed class ComplexDiagonals
{
    private readonly SortedDictionary<int, Complex[]> diagonals;

    public ComplexDiagonals(int slotCount, IEnumerable<(int Rotation, Complex[] Values)> diagonals)
    {
        SlotCount = slotCount;
        this.diagonals = [];

        foreach ((int rotation, Complex[] values) in diagonals)
        {
            Accumulate(this.diagonals, rotation & (slotCount - 1), values);
        }
    }

    public int SlotCount { get; }

    /// <summary>Rotations, ascending.</summary>
    public IReadOnlyCollection<int> Rotations => diagonals.Keys;

    public Complex[] this[int rotation] => diagonals[rotation];

    /// <summary>The matrix that applies this one, then another.</summary>
    public ComplexDiagonals Then(ComplexDiagonals next) => new(
        SlotCount,
        from outer in next.diagonals
        from inner in diagonals
        select (outer.Key + inner.Key, Product(outer.Value, inner.Value, outer.Key)));

    /// <summary>Every entry times a factor.</summary>
    public ComplexDiagonals Times(double factor) =>
        new(SlotCount, diagonals.Select(diagonal => (diagonal.Key, Array.ConvertAll(diagonal.Value, value => value * factor))));

    /// <summary>The transform in the clear.</summary>
    public Complex[] Apply(IReadOnlyList<Complex> slots)
    {
        Complex[] result = new Complex[SlotCount];

        foreach ((int rotation, Complex[] values) in diagonals)
        {
            for (int i = 0; i < result.Length; i++)
            {
                result[i] += values[i] * slots[(i + rotation) & (SlotCount - 1)];
            }
        }

        return result;
    }

    private static Complex[] Product(Complex[] outer, Complex[] inner, int rotation)
    {
        Complex[] product = new Complex[outer.Length];

        for (int i = 0; i < product.Length; i++)
        {
            product[i] = outer[i] * inner[(i + rotation) & (product.Length - 1)];
        }

        return product;
    }

    private static void Accumulate(SortedDictionary<int, Complex[]> sums, int rotation, Complex[] values)
    {
        if (!sums.TryGetValue(rotation, out Complex[]? sum))
        {
            sums.Add(rotation, [.. values]);

            return;
        }

        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += values[i];
        }
    }
}
