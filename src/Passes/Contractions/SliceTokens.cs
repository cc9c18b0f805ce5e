using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Contractions;

/// <summary>Makes a Gather by constant indices at equal distances a Slice: the first token, the last one, the i-th.</summary>
public sealed class SliceTokens : RewritePass
{
    public override string Name => "slice-tokens";

    protected override bool Accepts(Graph graph) => graph.Name == ModuleKeys.Circuit;

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
    {
        if (node.Op is not Gather gather || rewriter.ConstantOf(gather.Indices) is not { Values.Length: > 0 } indices)
        {
            return null;
        }

        Shape data = rewriter.ShapeOf(gather.Data);
        int axis = Axes.Normalize(gather.Axis, data.Rank);
        int[] picks = Array.ConvertAll(indices.Values, index => (int)(index < 0 ? index + data[axis] : index));
        int step = picks.Length == 1 ? 1 : picks[1] - picks[0];
        if (step <= 0 || picks.Where((pick, place) => pick != picks[0] + (place * step)).Any())
        {
            return null;
        }

        EquatableArray<int> One(int value) => EquatableArray<int>.Of(value);
        Slice slice = new(rewriter.Map(gather.Data), One(picks[0]), One(picks[^1] + 1), One(axis), One(step));
        return rewriter.Reshaped(rewriter.Add(slice, node.Name), ((TensorType)node.Type).Shape, node.Name);
    }
}
