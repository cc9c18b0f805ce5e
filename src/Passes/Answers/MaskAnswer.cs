using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Answers;

/// <summary>Multiplies an answer by one in the slots its output is read from, and by zero elsewhere. Costs a level.</summary>
internal static class MaskAnswer
{
    /// <param name="module">With a Packed circuit.</param>
    /// <param name="tensor">Name of the output.</param>
    public static Module Run(Module module, string tensor) => HideAnswers.Replace(module, (rewriter, node, output) =>
    {
        if (output.Tensor != tensor)
        {
            return null;
        }

        // Copies need not be any: a slot that no element is read from first is not trusted.
        Layout layout = new(
            output.Layout.Dimensions.Select(static dimension => dimension with { Padding = SlotFill.Zero }),
            output.Layout.Axes.Select(static axis => axis with { Extent = axis.IsIndex ? axis.Extent : 1, Gap = SlotFill.Zero }),
            output.Layout.SlotCount,
            output.Layout.CiphertextCount);
        double[] ones = new double[Packing.ElementCount(layout)];
        Array.Fill(ones, 1);
        string mask = rewriter.AddWeight($"mask.answer.{tensor}", new Tensor(ElementType.Float64, output.Shape, ones));
        ValueId masked = rewriter.Add(new PackedMultiplyPlain(rewriter.Map(output.Input), mask, layout), node.Name + "#hide");
        return rewriter.Add(output with { Input = masked, Layout = layout }, node.Name);
    });
}
