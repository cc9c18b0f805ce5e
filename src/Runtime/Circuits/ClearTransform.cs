using System.Numerics;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>A planned linear transform in the clear, by exactly the planned operations. Pure.</summary>
internal static class ClearTransform
{
    /// <param name="plan">The operations.</param>
    /// <param name="diagonals">Gives the slots of a diagonal, all or a period.</param>
    /// <param name="slots">Of all ciphertexts of the operand, one after the other.</param>
    /// <returns>Of all ciphertexts of the result.</returns>
    public static double[] Apply(LinearTransformPlan plan, Func<int, Complex[]> diagonals, double[] slots)
    {
        Complex[][] operands = [.. slots.Chunk(plan.Shape.SlotCount).Select(static some => Array.ConvertAll(some, static slot => new Complex(slot, 0)))];
        Complex[][] paired = plan.Packing == ComplexPacking.Operands ? [.. operands.Chunk(2).Select(Join)] : operands;
        IEnumerable<Complex[]> sums = plan.Giants.Select(giants => Sum(plan.Shape.SlotCount, paired, giants, diagonals));

        return [.. plan.Packing switch
        {
            ComplexPacking.None => sums.SelectMany(static sum => sum.Select(static slot => slot.Real)),
            ComplexPacking.Operands => sums.SelectMany(static sum => sum.Select(static slot => 2 * slot.Real)),
            ComplexPacking.Results => sums.SelectMany(static sum => sum.Select(static slot => 2 * slot.Real)
                .Concat(sum.Select(static (slot, i) => 2 * (slot / PairUnit.At(i)).Real))).Take(plan.Shape.Results * plan.Shape.SlotCount),
            _ => throw new ArgumentOutOfRangeException(nameof(plan), plan.Packing, "unknown packing"),
        }];
    }

    private static Complex[] Join(Complex[][] pair) => pair.Length == 1 ? pair[0] : [.. pair[0].Select((slot, i) => slot + (PairUnit.At(i) * pair[1][i]))];

    private static Complex[] Sum(int slotCount, Complex[][] operands, IReadOnlyList<GiantStep> giants, Func<int, Complex[]> diagonals)
    {
        Complex[] result = new Complex[slotCount];
        foreach (GiantStep giant in giants)
        {
            Complex[] inner = new Complex[slotCount];
            foreach (BabyTerm term in giant.Terms)
            {
                Accumulate(diagonals(term.Index), Rotation.Left(operands[term.Operand], term.Baby), inner);
            }

            Accumulate([Complex.One], Rotation.Left(inner, giant.Rotation), result);
        }

        return result;
    }

    private static void Accumulate(Complex[] left, Complex[] right, Complex[] sum)
    {
        for (int slot = 0; slot < sum.Length; slot++)
        {
            sum[slot] += left[slot & (left.Length - 1)] * right[slot];
        }
    }
}
