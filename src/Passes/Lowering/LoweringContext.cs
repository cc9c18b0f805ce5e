using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>State of one lowering: the tensor graph, the packed graph being built, and what has been lowered.</summary>
internal sealed class LoweringContext(Graph source, WeightTable weights, LatencyLayouts layouts)
{
    private readonly Dictionary<ValueId, PackedValue> lowered = [];
    private readonly Dictionary<ValueId, PackedValue> multiplied = [];
    private readonly Dictionary<ValueId, PackedValue> means = [];
    private readonly Dictionary<(string Tensor, Layout Layout), PackedValue> inputs = [];
    private readonly Dictionary<(ValueId Value, Layout Layout), PackedValue> relocated = [];

    public Graph Source => source;

    /// <summary>Depth of the tensors.</summary>
    public TensorDepths Depths { get; } = new(source);

    public LatencyLayouts Layouts => layouts;

    public GraphBuilder Builder { get; } = new(source.Name, weights);

    public Shape ShapeOf(ValueId value) => ((TensorType)source[value].Type).Shape;

    /// <summary>The packed value of a tensor; inputs are packed in the hidden layout when first asked for.</summary>
    public PackedValue this[ValueId value] =>
        lowered.TryGetValue(value, out PackedValue? packed) ? packed
        : source[value].Op is Input input ? InputAs(input, layouts.Hidden(Width(value)))
        : throw Unsupported(source[value], source[value].Op is Constant
            ? "a constant is added to or multiplied with an encrypted value where no linear layer takes it in. Put it into the weights or the bias of the layer before or after."
            : "its value is not available in packed form.");

    public void Define(ValueId value, PackedValue packed) => lowered[value] = packed;

    /// <summary>The packed value with its factor multiplied, its pending sums done and its mean taken.</summary>
    public PackedValue Materialized(ValueId value, string name)
    {
        PackedValue packed = Materialize(Multiplied(value), name);
        if (!packed.Pooled)
        {
            return packed;
        }

        if (!means.TryGetValue(value, out PackedValue? mean))
        {
            means[value] = mean = LinearLowering.TakeMean(this, Source[value], packed);
        }

        return mean;
    }

    /// <summary>Name of the identity matrix of a width.</summary>
    public string Identity(int width)
    {
        string name = $"identity.{width}";
        if (!Builder.Weights.Contains(name))
        {
            double[] ones = [.. Enumerable.Range(0, width * width).Select(index => index % (width + 1) == 0 ? 1.0 : 0.0)];
            Builder.Weights = Builder.Weights.With(name, new Tensor(ElementType.Float64, Shape.Of(width, width), ones));
        }

        return name;
    }

    /// <summary>The packed value with its factor multiplied; done once for all users.</summary>
    public PackedValue Multiplied(ValueId value)
    {
        PackedValue packed = this[value];
        if (packed.Factor is not { } factor)
        {
            return packed;
        }

        if (!multiplied.TryGetValue(value, out PackedValue? whole))
        {
            ValueId product = Builder.Add(new PackedMultiply(packed.Value, factor.Value, packed.Layout), Source[value].Name + "#product");
            multiplied[value] = whole = packed with { Value = product, Factor = null };
        }

        return whole;
    }

    public PackedValue Materialize(PackedValue value, string name)
    {
        if (value.Pending == 0)
        {
            return value;
        }

        return SlotSums.Sum(Builder, value, SlotSums.PositionsIn(value.Pending), name + "#sum") with { Pooled = value.Pooled, Factor = value.Factor };
    }

    /// <summary>An input of the circuit in a layout of the consumer's choice: the client packs it so, at no cost to the server.</summary>
    public PackedValue InputAs(Input input, Layout layout)
    {
        if (input.Type.Shape.Rank == 0 || input.Type.Shape.Count != (long)input.Type.Shape[-1] * layouts.Tokens)
        {
            throw LayoutException.NotLaidOut($"the circuit's input '{input.Name}' has shape {input.Type.Shape}, and the first one {layouts.Tokens} tokens; all inputs must have the same number of tokens.");
        }

        if (!inputs.TryGetValue((input.Name, layout), out PackedValue? packed))
        {
            packed = new PackedValue(Builder.Add(new PackedInput(input.Name, layout), input.Name), layout);
            inputs.Add((input.Name, layout), packed);
        }

        return packed;
    }

    /// <summary>The packed value of a tensor in another layout, made when first asked for.</summary>
    public PackedValue Relocated(ValueId value, Layout layout, Func<PackedValue> make)
    {
        if (!relocated.TryGetValue((value, layout), out PackedValue? packed))
        {
            relocated[(value, layout)] = packed = make();
        }

        return packed;
    }

    /// <summary>Features of a tensor [tokens, features] or [features].</summary>
    public int Width(ValueId value)
    {
        Shape shape = ShapeOf(value);
        return shape.Rank is 1 or 2
            ? shape[-1]
            : throw Unsupported(source[value], $"its shape {shape} is neither [tokens, features] nor [features].");
    }

    public DiagnosticException Unsupported(Node node, string why) =>
        new(DiagnosticKinds.NotLaidOut, node.Name, node.Op.Mnemonic, why);
}
