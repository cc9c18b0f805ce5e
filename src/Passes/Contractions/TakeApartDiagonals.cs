using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes.Contractions;

/// <summary>Makes a Linear whose matrix is a diagonal, or a diagonal and one weighted sum for all features, an elementwise product and that sum.</summary>
/// <remarks>
/// What a norm leaves on a residual: gamma, or gamma and the next norm's centering. As a matrix it has as many diagonals as any other. The sum
/// takes a level more, so that it is taken apart where the result is only added to something else, which a longer path leads to.
/// </remarks>
public sealed class TakeApartDiagonals : RewritePass
{
    public override string Name => "take-apart-diagonals";

    protected override bool Accepts(Graph graph) => graph.Name == ModuleKeys.Circuit;

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
    {
        if (node.Op is not Linear linear || DiagonalAndShares.Of(rewriter.Weights.Data(linear.Weight)) is not DiagonalAndShares matrix)
        {
            return null;
        }

        if (matrix.HasShares && !rewriter.Source.Users()[node.Id.Index].All(static user => user.Op is Add))
        {
            return null;
        }

        ValueId input = rewriter.Map(linear.Input);
        ValueId sum = Weighted(rewriter, input, linear.Weight + ".diagonal", matrix.Diagonal, node.Name + ".diagonal");
        if (matrix.HasShares)
        {
            ValueId shares = Weighted(rewriter, input, linear.Weight + ".shares", matrix.Shares, node.Name + ".shares");
            ValueId shared = rewriter.Add(new ReduceSum(shares, EquatableArray<int>.Of(-1), KeepDimensions: true), node.Name + ".shared");
            sum = rewriter.Add(new Add(sum, shared), node.Name + ".sum");
        }

        return linear.Bias is null ? sum : rewriter.Add(new Add(sum, rewriter.Add(new Constant(linear.Bias), node.Name + ".bias")), node.Name);
    }

    private static ValueId Weighted(GraphRewriter rewriter, ValueId input, string weight, double[] values, string name)
    {
        string added = rewriter.AddWeight(weight, new Tensor(ElementType.Float64, Shape.Of(values.Length), values));
        return rewriter.Add(new Multiply(input, rewriter.Add(new Constant(added), name + ".factors")), name);
    }
}
