using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Contractions;

/// <summary>Takes power-softmax and softmax apart: a function of every score, masks as factors, a sum, its inverse as a factor.</summary>
/// <remarks>Softmax loses the largest score that is subtracted only so that nothing overflows: e^s must be finite for the scores there are.</remarks>
public sealed class ExpandSoftmax : RewritePass
{
    public override string Name => "expand-softmax";

    // The client's softmax over its results stays as it is.
    protected override bool Accepts(Graph graph) => graph.Name is ModuleKeys.Model or ModuleKeys.Circuit;

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
    {
        switch (node.Op)
        {
            case Ir.TensorDialect.PowerSoftmax softmax:
                ValueId powers = WholePowers.Of(rewriter, rewriter.Map(softmax.Input), softmax.Power, node.Name + "#softmax.powers");
                return Divided(rewriter, powers, softmax.Axis, softmax.Epsilon, softmax.Mean, node.Name);
            case Softmax softmax when !LeadsOut(rewriter.Source, node.Id):
                MaskedValue masked = MaskedValue.Peel(rewriter, softmax.Input);
                ValueId exponentials = rewriter.Add(new Exp(rewriter.Map(masked.Core)), node.Name + "#softmax.exp");
                return Divided(rewriter, masked.Apply(rewriter, exponentials, node.Name + "#softmax.masked"), softmax.Axis, 0, false, node.Name);
            default:
                return null;
        }
    }

    private static ValueId Divided(GraphRewriter rewriter, ValueId powers, int axis, double epsilon, bool isMean, string name)
    {
        EquatableArray<int> axes = EquatableArray<int>.Of(Axes.Normalize(axis, rewriter.NewShape(powers).Rank));
        ValueId sum = rewriter.Add(isMean ? new ReduceMean(powers, axes, true) : new ReduceSum(powers, axes, true), name + "#softmax.sum");
        ValueId inverse = rewriter.Add(new Reciprocal(rewriter.Shifted(sum, epsilon, name + "#softmax.argument")), name + "#softmax.inverse");
        return rewriter.Add(new Multiply(powers, inverse), name);
    }

    /// <summary>Whether only changes of shape lie between the value and the outputs.</summary>
    private static bool LeadsOut(Graph graph, ValueId value)
    {
        Node[] users = [.. graph.Nodes.Where(node => node.Op.Inputs.Contains(value))];
        return users.All(user => user.Op is Reshape or Transpose or Cast && LeadsOut(graph, user.Id));
    }
}
