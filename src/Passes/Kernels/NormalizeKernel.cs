using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Centered rows divided by their deviation: squares, their sum, an inverse square root, a product that may wait behind a layer. Two levels and the polynomial's, one more where a sum over features must be masked.</summary>
internal static class NormalizeKernel
{
    public static RowValue Lower(RowLowering lowering, Node node, Normalize normalize)
    {
        RowValue input = lowering[normalize.Input];
        ChebyshevSeries series = normalize.InverseRoot ?? throw LayoutException.NotLaidOut("its inverse square root has no polynomial; run the approximation passes first.");
        RowValue copied = Copied(lowering, node, input);
        RowValue squares = copied with { Value = lowering.Builder.Add(new PackedMultiply(copied.Value, copied.Value), node.Name + "#power") };
        double factor = normalize.Normalized ? normalize.Gain : 1.0 / lowering.ShapeOf(node.Id)[-1];
        RowValue sum = SumKernel.Partial(lowering, squares, input.Axes[^1], node.Name + "#sum", factor, isOfNonNegatives: true);
        RowValue shifted = AddKernel.Number(lowering, sum, normalize.Normalized ? normalize.Shift : normalize.Epsilon, node.Name + "#sum");
        RowValue inverse = FunctionKernel.Lower(lowering, shifted, series, node.Name + "#inverse");
        return input with { Pending = new WaitingFactor(inverse, node.Name + "#product") };
    }

    /// <summary>The rows with copies, where the layers behind the norm read these as well: the factor is then there wherever their results lie.</summary>
    private static RowValue Copied(RowLowering lowering, Node node, RowValue input)
    {
        int reach = FeatureReach.Behind(lowering, node);
        return FeatureCopies.Reaching(lowering.Rows, input.Layout, reach) is RowTurns copies ? FeatureCopies.Write(lowering, input, copies, node.Name) : input;
    }
}
