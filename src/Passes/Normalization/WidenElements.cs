using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>Makes every floating-point value a Float64, so that no later pass rounds between the ops it moves.</summary>
public sealed class WidenElements : IPass
{
    public string Name => "widen-elements";

    public Module Run(Module module, PassContext context)
    {
        WeightTable weights = module.Weights.WithMany(module.Weights.Entries
            .Where(static entry => IsNarrow(entry.Type.Element) && entry.Data is not null)
            .Select(static entry => KeyValuePair.Create(entry.Name, new Tensor(ElementType.Float64, entry.Type.Shape, entry.Data!.Values))));
        return new Retype().Run(module with { Weights = weights }, context);
    }

    private static bool IsNarrow(ElementType element) => element is ElementType.Float32 or ElementType.Float16 or ElementType.BFloat16;

    private sealed class Retype : RewritePass
    {
        public override string Name => "widen-elements";

        protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context) => node.Op switch
        {
            Input input when IsNarrow(input.Type.Element) =>
                rewriter.Add(input with { Type = new TensorType(ElementType.Float64, input.Type.Shape) }, node.Name),
            Cast cast when IsNarrow(cast.Element) =>
                rewriter.Add(new Cast(rewriter.Map(cast.Input), ElementType.Float64), node.Name),
            _ => null,
        };
    }
}
