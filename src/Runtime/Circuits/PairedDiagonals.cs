using System.Numerics;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>The diagonals of a linear map whose ciphertexts go in pairs x + u y, as <see cref="PairedCiphertexts"/> joins them: half of them, complex. Pure.</summary>
/// <remarks>
/// u is <see cref="PairUnit"/>. A pair of operands turned by k is x + u' y with u' = (-1)^k u, and d x + e y is the real part of (d - u' e) (x + u' y);
/// a pair of results d x + u e x comes from d + u e. Halved, since the sum with the conjugate is twice the real part.
/// </remarks>
internal sealed class PairedDiagonals(MapDiagonals all, Tensor? weight, ComplexPacking packing)
{
    private readonly int period = Math.Max(SlotPeriod.Least, all.Period);

    /// <summary>Where each lies, and what gives its slots of a period.</summary>
    public IEnumerable<(DiagonalPlace Place, Func<Complex[]> Values)> All() => all.Diagonals
        .GroupBy(diagonal => ComplexPairs.Of(packing, diagonal.Place))
        .Select(pair => (pair.Key, (Func<Complex[]>)(() => Values([.. pair]))));

    private Complex[] Values(MapDiagonal[] pair)
    {
        Complex[] values = new Complex[period];
        foreach (MapDiagonal diagonal in pair)
        {
            (Complex even, Complex odd) = (FactorOf(diagonal, 0) / 2, FactorOf(diagonal, 1) / 2);
            foreach (DiagonalEntry entry in diagonal.Entries)
            {
                double real = all.Weight(weight, entry);
                for (int slot = entry.Slot; slot < period; slot += all.Period)
                {
                    values[slot] += real * (slot % 2 == 0 ? even : odd);
                }
            }
        }

        return values;
    }

    /// <summary>The same at all even and at all odd slots.</summary>
    private Complex FactorOf(MapDiagonal diagonal, int slot)
    {
        if (!ComplexPairs.IsSecond(packing, diagonal.Place))
        {
            return Complex.One;
        }

        return packing == ComplexPacking.Operands ? Complex.Conjugate(PairUnit.At(slot + diagonal.Rotation)) : PairUnit.At(slot);
    }
}
