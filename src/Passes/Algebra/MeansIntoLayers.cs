using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Algebra;

/// <summary>Puts the divisor of a mean into the weights of the linear layer behind it, where nothing else reads the mean.</summary>
/// <remarks>A sum over rows takes no level, a mean takes one.</remarks>
public sealed class MeansIntoLayers : RewritePass
{
    public override string Name => "means-into-layers";

    protected override bool Accepts(Graph graph) => graph.Name == ModuleKeys.Circuit;

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
    {
        if (node.Op is not Linear linear || rewriter.Source[linear.Input].Op is not ReduceMean mean || rewriter.Uses(linear.Input) != 1)
        {
            return null;
        }

        Shape shape = rewriter.ShapeOf(mean.Input);
        long count = Axes.Normalize(mean.Axes, shape.Rank).Aggregate(1L, (product, axis) => product * shape[axis]);
        AffineMap layer = AffineMap.Of(linear with { Bias = null }, rewriter.Weights).ThenScale(1.0 / count);
        string weight = rewriter.AddWeight(
            linear.Weight + ".divided", new Tensor(ElementType.Float64, Shape.Of(layer.Rows, layer.Columns), layer.Weight));
        ValueId sum = rewriter.Add(new ReduceSum(rewriter.Map(mean.Input), mean.Axes, mean.KeepDimensions), rewriter.Source[linear.Input].Name);

        return rewriter.Add(linear with { Input = sum, Weight = weight }, node.Name);
    }
}
