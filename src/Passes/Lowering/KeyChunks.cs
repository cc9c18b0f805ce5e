using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>Keys or values of an attention, one value for each chunk of shifts against the queries.</summary>
/// <remarks>
/// Linear in an input of the circuit, and all shifts fit one ciphertext: the client packs the input so, and the product keeps it.
/// Otherwise the product leaves all blocks but the first empty, and log2 of the shifts rotations fill them, each block one token
/// further; every further chunk is one rotation. No level: the tokens lie twice above each other, so a shift reads on where they
/// start again, and what it leaves above meets zeros of the queries.
/// </remarks>
internal static class KeyChunks
{
    public static IReadOnlyList<PackedValue> Of(LoweringContext context, AttentionLayouts layouts, ValueId operand, string name) =>
        FromClient(context.Source, operand) is (Linear linear, Input input) && layouts.Chunks == 1
            ? [LinearLowering.Into(context, context.Source[operand], linear, ClientPacked(context, layouts, linear, input), layouts.Packed)]
            : Shifted(context, layouts, operand, name);

    /// <summary>Whether the client can pack the shifts: the operand is a linear layer of an input.</summary>
    public static (Linear, Input)? FromClient(Graph source, ValueId operand) =>
        source[operand].Op is Linear linear && source[linear.Input].Op is Input input ? (linear, input) : null;

    private static PackedValue ClientPacked(LoweringContext context, AttentionLayouts layouts, Linear linear, Input input) =>
        context.InputAs(input, layouts.Packed(context.Width(linear.Input), "f"));

    private static List<PackedValue> Shifted(LoweringContext context, AttentionLayouts layouts, ValueId operand, string name)
    {
        PackedValue first = Relocation.InLayout(context, operand, layouts.Unshifted, name);
        Ir.Layouts.Layout layout = layouts.Shifted(context.Width(operand), first.Features);
        EquatableArray<long> steps = layouts.ShiftPositions
            .Select((_, bit) => layout.SlotCount - ((long)(layouts.BlockSize - 1) << bit)).ToEquatableArray();
        string role = context.Source[operand].Name + "#shift";
        ValueId blocks = steps.Count == 0 ? first.Value : context.Builder.Add(new PackedSumSlots(first.Value, steps, layout), role);
        return [.. Enumerable.Range(0, layouts.Chunks).Select(chunk => new PackedValue(Rotated(chunk), layout))];

        ValueId Rotated(int chunk) => chunk == 0
            ? blocks
            : context.Builder.Add(new PackedRotate(blocks, Steps(layouts, chunk) & (layout.SlotCount - 1), layout), role);
    }

    /// <summary>Rotation to the left from the first chunk to another, which lies in the upper half if it is the second of a pair.</summary>
    private static int Steps(AttentionLayouts layouts, int chunk) =>
        (chunk * layouts.ShiftsPerChunk) - (layouts.IsPaired && chunk % 2 == 1 ? layouts.HalfSize : 0);
}
