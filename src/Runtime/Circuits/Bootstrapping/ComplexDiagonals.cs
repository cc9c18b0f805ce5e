using System.Numerics;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>A matrix over n slots by its nonzero diagonals: y = sum over k of d_k .* rot(x, k). Immutable.</summary>
/// <remarks>A diagonal is given by its first slots, a power of two of them, after which it repeats.</remarks>
internal sealed class ComplexDiagonals
{
    private readonly SortedDictionary<int, Complex[]> diagonals;

    public ComplexDiagonals(int slotCount, IEnumerable<(int Rotation, Complex[] Values)> diagonals)
    {
        SlotCount = slotCount;
        this.diagonals = [];

        foreach ((int rotation, Complex[] values) in diagonals)
        {
            int key = rotation & (slotCount - 1);
            this.diagonals[key] = this.diagonals.TryGetValue(key, out Complex[]? sum) ? Sum(sum, values) : values;
        }
    }

    public int SlotCount { get; }

    /// <summary>Rotations, ascending.</summary>
    public IReadOnlyCollection<int> Rotations => diagonals.Keys;

    /// <summary>The diagonal of a rotation, by its first slots.</summary>
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
                result[i] += values[i & (values.Length - 1)] * slots[(i + rotation) & (SlotCount - 1)];
            }
        }

        return result;
    }

    private static Complex[] Product(Complex[] outer, Complex[] inner, int rotation)
    {
        Complex[] product = new Complex[Math.Max(outer.Length, inner.Length)];

        for (int i = 0; i < product.Length; i++)
        {
            product[i] = outer[i & (outer.Length - 1)] * inner[(i + rotation) & (inner.Length - 1)];
        }

        return product;
    }

    private static Complex[] Sum(Complex[] left, Complex[] right)
    {
        Complex[] sum = new Complex[Math.Max(left.Length, right.Length)];

        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = left[i & (left.Length - 1)] + right[i & (right.Length - 1)];
        }

        return sum;
    }
}
