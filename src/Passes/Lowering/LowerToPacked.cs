using System.Linq;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>Lowers the circuit from tensors to slots for the latency aim: one input, everything in single ciphertexts.</summary>
public static class LowerToPacked
{
    /// <param name="module">A module whose circuit is in normal form.</param>
    /// <param name="slots">Slots of a ciphertext, a power of two.</param>
    /// <returns>The module with a Packed circuit.</returns>
    /// <exception cref="DiagnosticException">A node has no lowering, or a value does not fit the slots.</exception>
    public static Module Run(Module module, int slots)
    {
        LayoutResult result = Try(module, slots);
        return result.Packed ?? throw new DiagnosticException(result.Refusal!);
    }

    /// <summary>The same with a refusal as a value.</summary>
    public static LayoutResult Try(Module module, int slots) => LayoutResult.Of(() => Lower(module, slots));

    private static Module Lower(Module module, int slots)
    {
        Graph source = module.Find(ModuleKeys.Circuit) ?? throw new IrException($"module '{module.Name}' has no graph '{ModuleKeys.Circuit}'");
        LoweringContext context = new(source, module.Weights, LayoutsFor(source, slots));
        foreach (Node node in source.Nodes.Where(static node => node.Op is not (Input or Constant)))
        {
            context.Define(node.Id, LayoutException.At(node, () => Lower(context, node)));
        }

        foreach (GraphOutput output in source.Outputs)
        {
            LayoutException.At(source[output.Value], () => Emit(context, output));
        }

        Graph packed = DeadCode.Remove(context.Builder.Build(), context.Builder.Weights);
        return module.With(packed, context.Builder.Weights);
    }

    private static PackedValue Lower(LoweringContext context, Node node) => node.Op switch
    {
        Linear linear => LinearLowering.Lower(context, node, linear),
        PowerAttention attention => AttentionLowering.Lower(context, node, attention),
        Normalize normalize => NormalizeLowering.Lower(context, node, normalize),
        Polynomial polynomial => PolynomialLowering.Lower(context, node, polynomial),
        Add add => AddLowering.Lower(context, node, add),
        Multiply multiply => MultiplyLowering.Lower(context, node, multiply),
        ReduceMean mean => Mean(context, node, mean),
        _ => throw context.Unsupported(
            node, $"it makes {context.ShapeOf(node.Id)} of encrypted values, which only linear layers, sums, products and means over tokens do here. Write it as a linear layer over the features, or move it before the first or after the last layer with weights, where the client computes it."),
    };

    private static PackedValue Mean(LoweringContext context, Node node, ReduceMean mean)
    {
        int rank = context.ShapeOf(mean.Input).Rank;
        return rank == 2 && Axes.Normalize(mean.Axes, rank).SequenceEqual([0])
            ? context.Materialize(context[mean.Input], node.Name) with { Pooled = true }
            : throw context.Unsupported(node, "a mean is laid out over the tokens, not over the features; write a mean over features as a linear layer.");
    }

    private static ValueId Emit(LoweringContext context, GraphOutput output)
    {
        PackedValue value = context.Materialized(output.Value, output.Name);
        PackedOutput op = new(value.Value, output.Name, value.Layout, context.ShapeOf(output.Value));
        ValueId emitted = context.Builder.Add(op, output.Name);
        context.Builder.Output(output.Name, emitted);
        return emitted;
    }

    private static LatencyLayouts LayoutsFor(Graph source, int slots)
    {
        (Node Node, Input Op) first = source.Ops<Input>().FirstOrDefault();
        Shape shape = first.Op?.Type.Shape ?? throw new IrException("the circuit has no input");
        (Node Node, PowerAttention Op)[] attentions = [.. source.Ops<PowerAttention>()];
        Node asking = attentions.Length == 0 ? first.Node : attentions[0].Node;
        return LayoutException.At(asking, () =>
        {
            if (shape.Rank is not (1 or 2))
            {
                throw LayoutException.NotLaidOut($"input '{first.Op.Name}' of the circuit has shape {shape}, which is neither [tokens, features] nor [features].");
            }

            // A vector is a sequence of one token.
            int tokens = shape.Rank == 1 ? 1 : shape[0];
            HiddenShape hidden = attentions.Length == 0
                ? new HiddenShape(tokens, shape[-1], 1, Shifted: false) { HeadWidth = PowersOfTwo.AtLeast(shape[-1]) }
                : new HiddenShape(tokens, shape[-1], attentions[0].Op.Heads, Shifted: false) { HeadWidth = HeadWidth(source, attentions, tokens) };
            return attentions.Length > 0 && AnyShifts(source, slots, hidden)
                ? new LatencyLayouts(slots, hidden with { Shifted = true })
                : new LatencyLayouts(slots, hidden);
        });
    }

    /// <summary>The width of every head of every attention; see <see cref="PadHeads"/>.</summary>
    private static int HeadWidth(Graph source, (Node Node, PowerAttention Op)[] attentions, int tokens)
    {
        int heads = attentions[0].Op.Heads;
        int width = Features(attentions[0].Op.Key);
        foreach ((Node node, PowerAttention attention) in attentions)
        {
            if (attention.Heads != heads || Features(attention.Key) != width || Features(attention.Value) != width)
            {
                throw LayoutException.NotLaidOut(
                    $"'{node.Name}' has {attention.Heads} heads over {Features(attention.Key)} features of keys and {Features(attention.Value)} of values, and '{attentions[0].Node.Name}' {heads} heads over {width}; all must be the same.").At(node);
            }

            int queries = Tokens(attention.Query);
            int keys = Tokens(attention.Key);
            if (queries != tokens || keys != tokens)
            {
                throw LayoutException.NotLaidOut(
                    $"it attends from {queries} tokens to {keys}, and the circuit's input has {tokens}; attention between different sequences is not laid out.").At(node);
            }
        }

        return width / heads;

        int Features(ValueId value) => ((TensorType)source[value].Type).Shape[1];

        int Tokens(ValueId value) => ((TensorType)source[value].Type).Shape[0];
    }

    /// <summary>Whether some keys or values are not packed by the client in all shifts.</summary>
    private static bool AnyShifts(Graph source, int slots, HiddenShape hidden)
    {
        LatencyLayouts layouts = new(slots, hidden);
        return layouts.BlockBits < layouts.TokenBits || source.Ops<PowerAttention>().Any(
            attention => KeyChunks.FromClient(source, attention.Op.Key) is null || KeyChunks.FromClient(source, attention.Op.Value) is null);
    }
}
