using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes.Algebra;

/// <summary>Moves Center through sums into the weights of the Linears that feed it, and up to the inputs of the circuit.</summary>
/// <remarks>
/// A Linear with other users is computed twice, with and without centering: one matrix product more, one level less; a third
/// time never, however many norms of a residual stream look through the same sums. What can go no further becomes a Linear with the
/// centering matrix.
/// </remarks>
public sealed class PushCenter : IPass
{
    public string Name => "push-center";

    public Module Run(Module module, PassContext context)
    {
        if (module.Find(ModuleKeys.Circuit) is not { } circuit)
        {
            return module;
        }

        GraphRewriter rewriter = new(circuit, module.Weights);
        Dictionary<(ValueId Source, double Gain), ValueId> centered = [];
        Graph pushed = rewriter.Run(node => node.Op is Center center ? new Descent(rewriter, centered, center.Gain, node.Name).Push(center.Input) : null);
        return UsedWeights.Keep(module.With(pushed, rewriter.Weights));
    }

    /// <summary>One centering on its way through sums.</summary>
    private sealed class Descent(GraphRewriter rewriter, Dictionary<(ValueId Source, double Gain), ValueId> centered, double gain, string name)
    {
        private SumBudget sums;

        public ValueId Push(ValueId source)
        {
            if (!centered.TryGetValue((source, gain), out ValueId known))
            {
                centered[(source, gain)] = known = Make(source);
            }

            return known;
        }

        private ValueId Make(ValueId source)
        {
            ValueId value = rewriter.Map(source);
            switch (rewriter.Source[source].Op)
            {
                case Input:
                    return rewriter.Add(new Center(value, gain), name);
                case Linear linear:
                    return AffineMap.Of(linear, rewriter.Weights).ThenCenter(gain)
                        .AddTo(rewriter, rewriter.Map(linear.Input), linear.Weight + ".centered", rewriter.Source[source].Name + ".centered");
                case Add add when IsWorthwhile(add):
                    return rewriter.Add(new Add(Push(add.Left), Push(add.Right)), rewriter.Source[source].Name + ".centered");
                case Slice or Reshape when FeatureRows.Of(rewriter, source) is ValueId rows && IsWorthwhile(rows):
                    return FeatureRows.Add(rewriter, source, Push(rows), rewriter.Source[source].Name + ".centered");
                default:
                    int width = rewriter.ShapeOf(source)[-1];
                    return AffineMap.Diagonal(name, [.. Enumerable.Repeat(1.0, width)], null).ThenCenter(gain).AddTo(rewriter, value, name + ".matrix", name);
            }
        }

        private bool IsWorthwhile(ValueId rows)
        {
            SumBudget looks = default;
            return sums.Take() && IsEasy(rows, ref looks);
        }

        private bool IsWorthwhile(Add add)
        {
            SumBudget looks = default;
            return sums.Take() && rewriter.ShapeOf(add.Left) == rewriter.ShapeOf(add.Right) && (IsEasy(add.Left, ref looks) || IsEasy(add.Right, ref looks));
        }

        private bool IsEasy(ValueId value, ref SumBudget looks) => rewriter.Source[value].Op switch
        {
            Input or Linear => true,
            Add add => looks.Take() && (IsEasy(add.Left, ref looks) || IsEasy(add.Right, ref looks)),
            _ => FeatureRows.Of(rewriter, value) is ValueId rows && looks.Take() && IsEasy(rows, ref looks),
        };
    }
}
