using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes.Algebra;

/// <summary>Moves Center through sums into the weights of the Linears that feed it, and up to the inputs of the circuit.</summary>
/// <remarks>
/// A Linear with other users is computed twice, with and without centering: one matrix product more, one level less. What can
/// go no further becomes a Linear with the centering matrix.
/// </remarks>
public sealed class PushCenter : RewritePass
{
    public override string Name => "push-center";

    protected override bool Accepts(Graph graph) => graph.Name == ModuleKeys.Circuit;

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context) =>
        node.Op is Center center ? Push(center.Input, center.Gain, node.Name, rewriter) : null;

    private static ValueId Push(ValueId source, double gain, string name, GraphRewriter rewriter)
    {
        ValueId value = rewriter.Map(source);
        switch (rewriter.Source[source].Op)
        {
            case Input:
                return rewriter.Add(new Center(value, gain), name);
            case Linear linear:
                return AffineMap.Of(linear, rewriter.Weights).ThenCenter(gain)
                    .AddTo(rewriter, rewriter.Map(linear.Input), linear.Weight + ".centered", rewriter.Source[source].Name + ".centered");
            case Add add when rewriter.ShapeOf(add.Left) == rewriter.ShapeOf(add.Right) && (IsEasy(add.Left, rewriter) || IsEasy(add.Right, rewriter)):
                return rewriter.Add(new Add(Push(add.Left, gain, name, rewriter), Push(add.Right, gain, name, rewriter)), rewriter.Source[source].Name + ".centered");
            default:
                int width = rewriter.ShapeOf(source)[-1];
                return AffineMap.Diagonal([.. Enumerable.Repeat(1.0, width)], null).ThenCenter(gain).AddTo(rewriter, value, name + ".matrix", name);
        }
    }

    private static bool IsEasy(ValueId value, GraphRewriter rewriter) => rewriter.Source[value].Op switch
    {
        Input or Linear => true,
        Add add => IsEasy(add.Left, rewriter) || IsEasy(add.Right, rewriter),
        _ => false,
    };
}
