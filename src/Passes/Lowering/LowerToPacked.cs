using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;
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
        Graph source = module.Find(ModuleKeys.Circuit) ?? throw new IrException($"module '{module.Name}' has no graph '{ModuleKeys.Circuit}'");
        LoweringContext context = new(source, module.Weights, LayoutsFor(source, slots));
        foreach (Node node in source.Nodes.Where(static node => node.Op is not (Input or Constant)))
        {
            context.Define(node.Id, Lower(context, node));
        }

        foreach (GraphOutput output in source.Outputs)
        {
            Emit(context, output);
        }

        Graph packed = DeadCode.Remove(context.Builder.Build(), context.Builder.Weights);
        return module with
        {
            Graphs = module.Graphs.Select(graph => graph.Name == ModuleKeys.Circuit ? packed : graph).ToEquatableArray(),
            Weights = context.Builder.Weights,
        };
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
        _ => throw context.Unsupported(node, "it has no packed form."),
    };

    private static PackedValue Mean(LoweringContext context, Node node, ReduceMean mean) => context.ShapeOf(mean.Input).Rank == 2
        ? context.Materialize(context[mean.Input], node.Name) with { Pooled = true }
        : throw context.Unsupported(node, "a mean over the features of a vector is not laid out in this version; write it as a linear layer.");

    private static void Emit(LoweringContext context, GraphOutput output)
    {
        PackedValue value = context.Materialized(output.Value, output.Name);
        if (value.Pooled)
        {
            throw context.Unsupported(context.Source[output.Value], "a mean over tokens must be followed by a linear layer.");
        }

        PackedOutput op = new(value.Value, output.Name, value.Layout, context.ShapeOf(output.Value));
        context.Builder.Output(output.Name, context.Builder.Add(op, output.Name));
    }

    private static LatencyLayouts LayoutsFor(Graph source, int slots)
    {
        (Node Node, Input Op) first = source.Ops<Input>().FirstOrDefault();
        Shape shape = first.Op?.Type.Shape ?? throw new IrException("the circuit has no input");
        if (shape.Rank is not (1 or 2))
        {
            throw new DiagnosticException(DiagnosticKinds.NotPolynomial, first.Node.Name, first.Op.Mnemonic, $"its shape {shape} is neither [tokens, features] nor [features].");
        }

        int[] heads = source.Ops<PowerAttention>().Select(static attention => attention.Op.Heads).Distinct().ToArray();
        if (heads.Length > 1)
        {
            throw new DiagnosticException(DiagnosticKinds.NotPolynomial, "attention", "layout", "layers with different numbers of heads are not laid out in this version.");
        }

        // A vector is a sequence of one token.
        HiddenShape hidden = new(shape.Rank == 1 ? 1 : shape[0], shape[-1], heads.Length == 0 ? 1 : heads[0], Shifted: false);
        return heads.Length > 0 && AnyShifts(source, slots, hidden)
            ? new LatencyLayouts(slots, hidden with { Shifted = true })
            : new LatencyLayouts(slots, hidden);
    }

    /// <summary>Whether some keys or values are not packed by the client in all shifts.</summary>
    private static bool AnyShifts(Graph source, int slots, HiddenShape hidden)
    {
        LatencyLayouts layouts = new(slots, hidden);
        return layouts.BlockBits < layouts.TokenBits || source.Ops<PowerAttention>().Any(
            attention => KeyChunks.FromClient(source, attention.Op.Key) is null || KeyChunks.FromClient(source, attention.Op.Value) is null);
    }
}
