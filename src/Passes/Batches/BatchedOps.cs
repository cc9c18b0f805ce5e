using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Contractions;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Batches;

/// <summary>What becomes of an op when some of its operands get a first axis that counts inputs.</summary>
internal static class BatchedOps
{
    /// <param name="rewriter">Has the new operands.</param>
    /// <param name="node">A node with such an operand.</param>
    /// <param name="batched">Values of the source that have the axis.</param>
    /// <exception cref="DiagnosticException">PSM3015: there is no rule for the op.</exception>
    public static Op Of(GraphRewriter rewriter, Node node, IReadOnlySet<ValueId> batched)
    {
        int rank = node.Op.Inputs.Count > 0 ? rewriter.ShapeOf(node.Op.Inputs[0]).Rank : 0;
        return node.Op switch
        {
            ElementwiseOp or Linear or Center or Ir.TensorDialect.Normalize => Mapped(rewriter, node),
            BinaryOp => Aligned(rewriter, node, batched),
            Contract contract => Contracted(rewriter, contract, batched),
            Reshape reshape => new Reshape(rewriter.Map(reshape.Input), TensorBatch.ShapeOf(reshape.Target, rewriter.NewShape(rewriter.Map(reshape.Input))[0])),
            Transpose transpose => new Transpose(rewriter.Map(transpose.Input), transpose.Permutation.Select(static axis => axis + 1).Prepend(0).ToEquatableArray()),
            ReduceOp reduce => reduce with { Input = rewriter.Map(reduce.Input), Axes = Behind(reduce.Axes, rank) },
            Slice slice => slice with { Input = rewriter.Map(slice.Input), Axes = Behind(slice.Axes, rank) },
            _ => throw new DiagnosticException(
                DiagnosticKinds.NotLaidOut, node.Name, node.Op.Mnemonic, "there is no rule for it over many inputs at once. Compile without a batch."),
        };
    }

    private static EquatableArray<int> Behind(EquatableArray<int> axes, int rank) => Axes.Normalize(axes, rank).Select(static axis => axis + 1).ToEquatableArray();

    private static Op Mapped(GraphRewriter rewriter, Node node) => node.Op.WithInputs(node.Op.Inputs.Select(rewriter.Map).ToEquatableArray());

    /// <summary>Operands of fewer axes than the result are aligned at their last one: the new axis goes before all of them.</summary>
    private static Op Aligned(GraphRewriter rewriter, Node node, IReadOnlySet<ValueId> batched)
    {
        int rank = ((TensorType)node.Type).Shape.Rank;
        return node.Op.WithInputs(node.Op.Inputs.Select(input => batched.Contains(input) ? WithRank(rewriter, input, rank) : rewriter.Map(input)).ToEquatableArray());
    }

    private static ValueId WithRank(GraphRewriter rewriter, ValueId source, int rank)
    {
        Shape shape = rewriter.ShapeOf(source);
        ValueId value = rewriter.Map(source);
        Shape longer = Shape.From(Enumerable.Repeat(1, rank - shape.Rank).Concat(shape.Dimensions));
        return rewriter.Reshaped(value, TensorBatch.ShapeOf(longer, rewriter.NewShape(value)[0]), rewriter.Source[source].Name + ".aligned");
    }

    /// <summary>Each input is contracted by itself: the axis has a letter of its own in whatever has it, and in the result.</summary>
    private static Contract Contracted(GraphRewriter rewriter, Contract contract, IReadOnlySet<ValueId> batched)
    {
        ContractedDimensions dimensions = contract.Dimensions;
        char letter = Enumerable.Range('a', 26).Select(static code => (char)code)
            .First(code => !(dimensions.Left + dimensions.Right + dimensions.Result).Contains(code));
        return new Contract(
            rewriter.Map(contract.Left),
            rewriter.Map(contract.Right),
            new ContractedDimensions(
                With(dimensions.Left, contract.Left), With(dimensions.Right, contract.Right), letter + dimensions.Result));

        string With(string letters, ValueId operand) => batched.Contains(operand) ? letter + letters : letters;
    }
}
