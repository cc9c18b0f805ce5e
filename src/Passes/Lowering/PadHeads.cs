using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>Fills heads up to sizes that the layouts take: as many in every attention, a power of two, each as wide for values as for keys.</summary>
/// <remarks>
/// Added features are zero, added heads have the queries and keys of the first one (so that their sums of powers lie in its range) and
/// values of zero; the linear layers around an attention take the filled sizes in, at no level. All heads together are at least as wide as
/// the inputs of the circuit, so that one layout holds both. Attentions that have these sizes stay as they are.
/// </remarks>
public sealed class PadHeads : IPass
{
    public string Name => "pad-heads";

    public Module Run(Module module, PassContext context)
    {
        if (module.Find(ModuleKeys.Circuit) is not { } circuit || !circuit.Ops<PowerAttention>().Any())
        {
            return module;
        }

        Rewrite rewrite = new(circuit, module);
        Graph padded = rewrite.Run();
        return module.With(padded, rewrite.Weights);
    }

    /// <summary>The rewriting of one circuit.</summary>
    private sealed class Rewrite
    {
        private readonly GraphRewriter rewriter;
        private readonly int heads;
        private readonly int headWidth;

        /// <summary>Values of the source with filled features, and what these are in the target.</summary>
        private readonly Dictionary<ValueId, (ValueId Value, HeadPadding Padding)> padded = [];

        public Rewrite(Graph circuit, Module module)
        {
            rewriter = new GraphRewriter(circuit, module.Weights);
            PowerAttention[] attentions = [.. circuit.Ops<PowerAttention>().Select(static attention => attention.Op)];
            heads = PowersOfTwo.AtLeast(attentions.Max(static attention => attention.Heads));
            int widest = attentions.Max(attention => Math.Max(HeadWidth(attention, attention.Key), HeadWidth(attention, attention.Value)));
            int inputs = circuit.Ops<Input>().Select(static input => input.Op.Type.Shape).Max(static shape => shape.Rank == 0 ? 1 : shape[-1]);
            headWidth = Math.Max(PowersOfTwo.AtLeast(widest), PowersOfTwo.AtLeast(inputs) / heads);
        }

        public Ir.Tensors.WeightTable Weights => rewriter.Weights;

        public Graph Run() => rewriter.Run(node => node.Op switch
        {
            PowerAttention attention => FromAttention(attention, node),
            Linear linear when padded.TryGetValue(linear.Input, out (ValueId Value, HeadPadding Padding) input) =>
                input.Padding.BeforeRows(AffineMap.Of(linear, rewriter.Weights)).AddTo(rewriter, input.Value, linear.Weight + ".padded", node.Name),
            ReduceMean mean when padded.TryGetValue(mean.Input, out (ValueId Value, HeadPadding Padding) input) => FromMean(mean, input.Value, input.Padding, node),
            _ => null,
        });

        private int HeadWidth(PowerAttention attention, ValueId operand) => rewriter.ShapeOf(operand)[-1] / attention.Heads;

        private ValueId? FromAttention(PowerAttention attention, Node node)
        {
            HeadPadding keys = new(attention.Heads, HeadWidth(attention, attention.Key), heads, headWidth);
            HeadPadding values = new(attention.Heads, HeadWidth(attention, attention.Value), heads, headWidth);
            if (keys.IsNothing && values.IsNothing)
            {
                return null;
            }

            PowerAttention filled = new(
                Filled(attention.Query, keys, repeat: true),
                Filled(attention.Key, keys, repeat: true),
                Filled(attention.Value, values, repeat: false),
                attention.Options with { Heads = heads });
            ValueId value = rewriter.Add(filled, node.Name);
            if (values.IsNothing)
            {
                return value;
            }

            padded[node.Id] = (value, values);

            // For users other than linear layers and means; nobody's as a rule, and removed then.
            return values.Undone(node.Name).AddTo(rewriter, value, node.Name + ".unpadded", node.Name + ".unpadded");
        }

        /// <summary>An operand with filled heads: in the linear layer that makes it, or by a linear layer of its own.</summary>
        private ValueId Filled(ValueId operand, HeadPadding padding, bool repeat)
        {
            if (padding.IsNothing)
            {
                return rewriter.Map(operand);
            }

            Node node = rewriter.Source[operand];
            return node.Op is Linear linear
                ? padding.AfterColumns(AffineMap.Of(linear, rewriter.Weights), repeat).AddTo(rewriter, rewriter.Map(linear.Input), linear.Weight + ".padded", node.Name)
                : padding.AfterColumns(padding.Identity(node.Name), repeat).AddTo(rewriter, rewriter.Map(operand), node.Name + ".padded", node.Name + ".padded");
        }

        private ValueId? FromMean(ReduceMean mean, ValueId input, HeadPadding padding, Node node)
        {
            if (!mean.Axes.SequenceEqual([0]) || rewriter.ShapeOf(mean.Input).Rank != 2)
            {
                return null;
            }

            padded[node.Id] = (rewriter.Add(mean with { Input = input }, node.Name), padding);
            return null;
        }
    }
}
