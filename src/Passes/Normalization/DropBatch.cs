using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>Removes a leading batch axis of size 1 from every value; inputs and outputs of the graph keep theirs.</summary>
/// <remarks>An op for which <see cref="BatchRules"/> has no rule runs with the axis put back, so the pass is always right.</remarks>
public sealed class DropBatch : IPass
{
    public string Name => "drop-batch";

    public Module Run(Module module, PassContext context) =>
        module with { Graphs = module.Graphs.Select(graph => Drop(graph, module)).ToEquatableArray() };

    private static Graph Drop(Graph graph, Module module)
    {
        GraphRewriter rewriter = null!;
        rewriter = new GraphRewriter(graph, module.Weights) { OutputRule = output => Original(rewriter, output.Value) };
        return rewriter.Run(node => Rewrite(node, rewriter));
    }

    private static ValueId? Rewrite(Node node, GraphRewriter rewriter)
    {
        if (node.Op is Input)
        {
            return WithoutBatch(rewriter, rewriter.Copy(node), node.Name);
        }

        if (!node.Op.Inputs.Any(input => BatchRules.IsDropped(rewriter, input)))
        {
            return null;
        }

        if (BatchRules.Apply(rewriter, node) is { } op && Fits(rewriter, op, node))
        {
            return rewriter.Add(op, node.Name);
        }

        EquatableArray<ValueId> inputs = node.Op.Inputs.Select(input => Original(rewriter, input)).ToEquatableArray();
        return WithoutBatch(rewriter, rewriter.Add(node.Op.WithInputs(inputs), node.Name), node.Name);
    }

    private static ValueId WithoutBatch(GraphRewriter rewriter, ValueId value, string name)
    {
        Shape shape = ((TensorType)rewriter.Target.TypeOf(value)).Shape;
        return shape.Rank >= 2 && shape[0] == 1
            ? rewriter.Add(new Reshape(value, BatchRules.Dropped(shape)), name + ".unbatched")
            : value;
    }

    private static ValueId Original(GraphRewriter rewriter, ValueId source) =>
        BatchRules.IsDropped(rewriter, source)
            ? rewriter.Add(new Reshape(rewriter.Map(source), rewriter.ShapeOf(source)), rewriter.Source[source].Name + ".batched")
            : rewriter.Map(source);

    private static bool Fits(GraphRewriter rewriter, Op op, Node node)
    {
        TensorType type = (TensorType)node.Type;
        TypeContext operands = new(op.Inputs.Select(rewriter.Target.TypeOf).ToEquatableArray(), rewriter.Weights);
        try
        {
            return type.Shape.Rank >= 2 && op.InferType(operands) == type with { Shape = BatchRules.Dropped(type.Shape) };
        }
        catch (IrException)
        {
            return false;
        }
    }
}
