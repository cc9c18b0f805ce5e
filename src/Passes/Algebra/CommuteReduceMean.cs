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
        node.Op is ReduceMean mean && IsOverRows(mean, rewriter) && CanPush(mean.Input, rewriter, SumBudget.Most) ? new Descent(rewriter, mean).Push(mean.Input, node.Name, SumBudget.Most) : null;

    private static bool IsOverRows(ReduceMean mean, GraphRewriter rewriter) =>
        rewriter.ShapeOf(mean.Input).Rank == 2 && mean.Axes.Count == 1 && Axes.Normalize(mean.Axes[0], 2) == 0;

    /// <param name="value">Whose mean is wanted.</param>
    /// <param name="rewriter">Where it is built.</param>
    /// <param name="depth">Ops that may still be looked through.</param>
    private static bool CanPush(ValueId value, GraphRewriter rewriter, int depth)
    {
        bool isOnlyHere = depth > 0 && rewriter.Uses(value) == 1;
        return rewriter.Source[value].Op switch
        {
            Linear => isOnlyHere,
            Add add => isOnlyHere && HasWholeShape(add, value, rewriter) && (CanPush(add.Left, rewriter, depth - 1) || CanPush(add.Right, rewriter, depth - 1)),
            _ => false,
        };
    }

    private static bool HasWholeShape(Add add, ValueId value, GraphRewriter rewriter)
    {
        Shape shape = rewriter.ShapeOf(value);
        return rewriter.ShapeOf(add.Left) == shape && rewriter.ShapeOf(add.Right) == shape;
    }

    /// <summary>One mean on its way up.</summary>
    private sealed class Descent(GraphRewriter rewriter, ReduceMean mean)
    {
        /// <param name="value">A value of the source whose mean is wanted.</param>
        /// <param name="name">Name of that mean's node.</param>
        /// <param name="depth">Ops that may still be passed.</param>
        public ValueId Push(ValueId value, string name, int depth)
        {
            if (!CanPush(value, rewriter, depth))
            {
                return rewriter.Add(mean with { Input = rewriter.Map(value) }, name);
            }

            return rewriter.Source[value].Op switch
            {
                Linear linear => rewriter.Add(linear with { Input = PushInto(linear.Input, depth - 1) }, name),
                Add add => rewriter.Add(new Add(PushInto(add.Left, depth - 1), PushInto(add.Right, depth - 1)), name),
                Op op => throw new InvalidOperationException($"a mean does not commute with {op.Mnemonic}"),
            };
        }

        private ValueId PushInto(ValueId operand, int depth) => Push(operand, $"{rewriter.Source[operand].Name}.mean", depth);
    }
}
