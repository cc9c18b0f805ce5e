using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Sums of products of factors and pairs, in either dialect: meaning and what operands must be.</summary>
internal static class PairProducts
{
    public static T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots)
    {
        T sum = Product(0);
        for (int operand = 2; operand < x.Count; operand += 2)
        {
            sum = slots.Add(sum, Product(operand));
        }

        return sum;

        T Product(int operand) => slots.MultiplyAll(x[operand], x[operand + 1]);
    }

    /// <exception cref="IrException">There are none, or a factor has no pairs.</exception>
    public static void CheckOperands(int count)
    {
        if (count == 0 || count % 2 != 0)
        {
            throw new IrException($"{count} operands are given; they are factors and pairs in turn");
        }
    }

    /// <summary>Pairs of the products of all factors with all pairs.</summary>
    /// <exception cref="IrException">They have more slots than a bundle may have.</exception>
    public static int Count(int factors, int pairs)
    {
        long count = (long)factors * pairs;
        return count <= Layout.LargestAddressCount ? (int)count : throw new IrException($"a bundle of {count} pairs has more than {Layout.LargestAddressCount} slots");
    }

    /// <exception cref="IrException">The factor is not real, or the pairs are none.</exception>
    public static void CheckForms(SlotForm factor, SlotForm pairs)
    {
        factor.RequireReal();
        SlotForms.RequireSame(pairs, SlotForm.Pairs);
    }
}
