using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.Types;

/// <summary>Names of the forms of slots, and how many real ciphertexts they are.</summary>
public static class SlotForms
{
    private static readonly IReadOnlyList<KeyValuePair<SlotForm, string>> Names = new[]
    {
        new KeyValuePair<SlotForm, string>(SlotForm.Real, "real"),
        new KeyValuePair<SlotForm, string>(SlotForm.Pairs, "pairs"),
        new KeyValuePair<SlotForm, string>(SlotForm.ConjugatePairs, "conjugates"),
        new KeyValuePair<SlotForm, string>(SlotForm.Sums, "sums"),
    };

    /// <summary>As text has it.</summary>
    public static string ToText(this SlotForm form) => Names.First(entry => entry.Key == form).Value;

    /// <summary>The form of a name; null: there is none of that name.</summary>
    public static SlotForm? Parse(string name) => Names.Where(entry => entry.Value == name).Select(static entry => (SlotForm?)entry.Key).FirstOrDefault();

    /// <summary>Real ciphertexts in one.</summary>
    public static int Width(this SlotForm form) => form.ArePairs() ? 2 : 1;

    public static bool ArePairs(this SlotForm form) => form is SlotForm.Pairs or SlotForm.ConjugatePairs;

    /// <summary>How many pairs of neighbours there are.</summary>
    /// <exception cref="IrException">One has none.</exception>
    public static int PairsOf(int ciphertexts) => ciphertexts % 2 == 0
        ? ciphertexts / 2
        : throw new IrException($"a bundle of {ciphertexts} ciphertexts has no pairs of neighbours");

    /// <summary>What real ciphertexts become in pairs.</summary>
    /// <exception cref="IrException">They are not real, or no pairs are named.</exception>
    public static SlotForm OfPair(SlotForm operand, SlotForm pairs)
    {
        operand.RequireReal();
        return pairs.ArePairs() ? pairs : throw new IrException($"ciphertexts are joined to {pairs.ToText()}, which are no pairs");
    }

    /// <summary>All names.</summary>
    public static IEnumerable<string> Words => Names.Select(static entry => entry.Value);

    /// <summary>What rotated slots are.</summary>
    /// <exception cref="IrException">They are pairs, and the rotation is odd.</exception>
    public static SlotForm OfRotation(SlotForm operand, int steps) => !operand.ArePairs() || steps % 2 == 0
        ? operand
        : throw new IrException($"pairs are rotated by {steps} slots; their second ciphertexts would change sign where the rotation is odd");

    /// <summary>What sums of slots and rotated ones are.</summary>
    /// <exception cref="IrException">They are pairs, and a rotation is odd.</exception>
    public static SlotForm OfSlotSum(SlotForm operand, IEnumerable<long> steps) => !operand.ArePairs() || steps.All(static step => step % 2 == 0)
        ? operand
        : throw new IrException("slots of pairs are summed in odd steps; their second ciphertexts would change sign");

    /// <summary>What real parts of slots are.</summary>
    /// <exception cref="IrException">The slots are no sums.</exception>
    public static SlotForm OfRealPart(SlotForm operand)
    {
        RequireSame(operand, SlotForm.Sums);
        return SlotForm.Real;
    }

    /// <summary>What the sum of the products of two bundles is.</summary>
    /// <param name="left">Of one bundle.</param>
    /// <param name="right">Of the other.</param>
    /// <param name="subtracts">Whether products of second ciphertexts are subtracted.</param>
    /// <exception cref="IrException">There is no such sum.</exception>
    public static SlotForm OfInnerProduct(SlotForm left, SlotForm right, bool subtracts) => (left, right, subtracts) switch
    {
        (SlotForm.Real, SlotForm.Real, false) => SlotForm.Real,
        (SlotForm.Pairs, SlotForm.ConjugatePairs, false) => SlotForm.Sums,
        (SlotForm.Pairs, SlotForm.Pairs, true) => SlotForm.Sums,
        _ => throw new IrException($"{left.ToText()} are multiplied with {right.ToText()}{(subtracts ? ", seconds subtracted" : string.Empty)}; real slots are with real ones, pairs with conjugates, or with pairs where products of seconds are subtracted"),
    };

    /// <summary>What sums with plaintexts are.</summary>
    /// <exception cref="IrException">The slots are conjugates or sums.</exception>
    public static SlotForm OfPlainSum(SlotForm operand) => operand is SlotForm.Real or SlotForm.Pairs
        ? operand
        : throw new IrException($"a plaintext is added to {operand.ToText()}; it is to real slots, or to pairs");

    /// <summary>Refuses what is not real.</summary>
    /// <exception cref="IrException">The slots have another form.</exception>
    public static void RequireReal(this SlotForm form)
    {
        if (form != SlotForm.Real)
        {
            throw new IrException($"the operand's slots are {form.ToText()}, the op takes real ones");
        }
    }

    /// <summary>Refuses operands of two forms.</summary>
    /// <exception cref="IrException">They differ.</exception>
    public static void RequireSame(SlotForm left, SlotForm right)
    {
        if (left != right)
        {
            throw new IrException($"the operands' slots are {left.ToText()} and {right.ToText()}");
        }
    }
}
