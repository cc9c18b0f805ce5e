using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Algebra;

/// <summary>Takes a mean over tokens before a Linear instead of after it, where nothing else uses the Linear's result.</summary>
/// <remarks>The Linear then works on one row instead of S, and meets the Linear that follows the mean.</remarks>
public sealed class CommuteReduceMean : RewritePass
{
    public override string Name => "commute-reduce-mean";

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context) =>
        node.Op is ReduceMean mean && IsOverRows(mean, rewriter) && CanPush(mean.Input, rewriter) ? Push(mean, mean.Input, node, rewriter) : null;

    private static bool IsOverRows(ReduceMean mean, GraphRewriter rewriter) =>
        rewriter.ShapeOf(mean.Input).Rank == 2 && mean.Axes.Count == 1 && Axes.Normalize(mean.Axes[0], 2) == 0;

    private static bool CanPush(ValueId value, GraphRewriter rewriter)
    {
        bool isOnlyHere = rewriter.Uses(value) == 1;
        return rewriter.Source[value].Op switch
        {
            Linear => isOnlyHere,
            Add add => isOnlyHere && HasWholeShape(add, value, rewriter) && (CanPush(add.Left, rewriter) || CanPush(add.Right, rewriter)),
            _ => false,
        };
    }

    private static bool HasWholeShape(Add add, ValueId value, GraphRewriter rewriter)
    {
        Shape shape = rewriter.ShapeOf(value);
        return rewriter.ShapeOf(add.Left) == shape && rewriter.ShapeOf(add.Right) == shape;
    }

    private static ValueId Push(ReduceMean mean, ValueId value, Node node, GraphRewriter rewriter)
    {
        string name = $"{rewriter.Source[value].Name}.mean";
        return CanPush(value, rewriter) && rewriter.Source[value].Op is var op
            ? op switch
            {
                Linear linear => rewriter.Add(linear with { Input = Push(mean, linear.Input, node, rewriter) }, name),
                Add add => rewriter.Add(new Add(Push(mean, add.Left, node, rewriter), Push(mean, add.Right, node, rewriter)), name),
                _ => throw new InvalidOperationException($"a mean does not commute with {op.Mnemonic}"),
            }
            : rewriter.Add(mean with { Input = rewriter.Map(value) }, node.Name);
    }
}
