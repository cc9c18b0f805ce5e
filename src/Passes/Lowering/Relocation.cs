using System;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>Brings a tensor to a layout of its user's choice.</summary>
/// <remarks>
/// Inputs are packed so by the client and linear layers write their result there, neither at a cost; sums ask their operands. Anything
/// else takes a product with the identity: a level and as many rotations as a matrix product. What nobody uses any more is removed at the end.
/// </remarks>
internal static class Relocation
{
    /// <param name="context">The lowering.</param>
    /// <param name="value">A tensor [tokens, features].</param>
    /// <param name="target">The layout for a number of features and the name of their dimension.</param>
    /// <param name="name">Node that asks.</param>
    public static PackedValue InLayout(LoweringContext context, ValueId value, Func<int, string, Layout> target, string name)
    {
        int width = context.Width(value);
        PackedValue known = context[value];
        if (known.Pending == 0 && !known.Pooled && known.Factor is null && known.Layout == target(width, known.Features))
        {
            return known;
        }

        return context.Relocated(value, target(width, "f"), () => Move(context, value, target, name));
    }

    /// <summary>The layout of a value, for another name of the features' dimension.</summary>
    public static Func<int, string, Layout> LayoutOf(PackedValue value) => (_, name) => value.Layout.Renamed(value.Features, name);

    /// <summary>Whether the tensor can be had in any layout of the hidden state's width at no cost.</summary>
    public static bool IsFree(LoweringContext context, ValueId value) => context.Source[value].Op switch
    {
        Input => true,
        Linear linear => context.Layouts.ExtraBits(context.Width(linear.Input)) == 0 && !context[linear.Input].Pooled && IsEverywhere(context[linear.Input].Layout),
        Add add => context.ShapeOf(add.Left) == context.ShapeOf(add.Right) && IsFree(context, add.Left) && IsFree(context, add.Right),
        _ => false,
    };

    /// <summary>Whether there is a copy along every bit that is no index: a product to other address bits needs no further rotations then.</summary>
    private static bool IsEverywhere(Layout layout) =>
        !layout.Axes.Any(static axis => axis.HasGap);

    private static PackedValue Move(LoweringContext context, ValueId value, Func<int, string, Layout> target, string name)
    {
        Node node = context.Source[value];
        switch (node.Op)
        {
            case Input input:
                return context.InputAs(input, target(context.Width(value), "f"));
            case Linear linear when IsFree(context, value):
                return LinearLowering.Into(context, node, linear, LinearLowering.Operand(context, node, linear), target);
            case Add add when IsFree(context, value):
                PackedValue left = InLayout(context, add.Left, target, name);
                PackedValue right = InLayout(context, add.Right, target, name);
                return left with { Value = context.Builder.Add(new PackedAdd(left.Value, right.Value), node.Name) };
            default:
                return Convert(context, value, target, name);
        }
    }

    private static PackedValue Convert(LoweringContext context, ValueId value, Func<int, string, Layout> target, string name)
    {
        PackedValue packed = context.Materialized(value, name);
        int width = context.Width(value);
        return LinearLowering.Product(context, name + "#move", context.Identity(width), packed, target(width, PackedValue.OtherName(packed.Features)));
    }
}
