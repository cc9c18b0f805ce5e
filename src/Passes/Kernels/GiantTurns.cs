using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Pairs whose ciphertexts are turned by the giant steps they belong to: what gathers and spreads them then moves slots of a row alone, with the rotations and keys of a row.</summary>
/// <param name="Turns">What meets.</param>
internal sealed record GiantTurns(PairTurns Turns)
{
    /// <summary>Their layout; null where a ciphertext has pairs of several giant steps, or there is one step.</summary>
    /// <param name="rows">Rows of the circuit.</param>
    /// <param name="pairs">The layout of a value for each pair.</param>
    public Layout? Apart(RowShape rows, Layout pairs)
    {
        int inSlots = pairs.SlotAxes.Where(axis => axis.AddsTo(Turns.Key) && !axis.AddsTo(Turns.Query)).Aggregate(1, static (product, axis) => product * axis.Extent);
        if (Turns.Giants == 1 || inSlots > Turns.Baby || pairs.CiphertextCount * inSlots != rows.Tokens)
        {
            return null;
        }

        AxisStack axes = new(pairs.SlotAxes, pairs.SlotCount);
        axes.Put(LayoutAxis.Of(Turns.Key, Turns.Baby / inSlots, inSlots));
        axes.Put(Turns.GiantAxis(rows));
        return axes.Layout(pairs.Dimensions, pairs.SlotCount);
    }

    /// <summary>A value of pairs with the ciphertexts of each giant step turned by it.</summary>
    /// <param name="lowering">The lowering.</param>
    /// <param name="value">Its highest ciphertexts count giant steps.</param>
    /// <param name="sign">1 to turn queries back, -1 to turn them.</param>
    /// <param name="turned">Layout of the result.</param>
    /// <param name="name">Of the nodes.</param>
    public RowValue Turn(RowLowering lowering, RowValue value, int sign, Layout turned, string name)
    {
        int count = value.Layout.CiphertextCount / Turns.Giants;
        List<ValueId> parts = [];
        for (int giant = 0; giant < Turns.Giants; giant++)
        {
            Layout own = value.Layout.Part(giant * count, count);
            ValueId part = lowering.Builder.Add(new PackedPart(value.Value, giant * count, own), name);
            parts.Add(RowRotation.Of(lowering, part, own, sign * giant * Turns.Baby, name));
        }

        return value with { Value = lowering.Builder.Add(new PackedJoin(parts.ToEquatableArray(), turned), name), Layout = turned };
    }
}
