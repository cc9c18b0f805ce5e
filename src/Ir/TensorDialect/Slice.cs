using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>A strided part of a tensor: for each listed axis the indices start, start + step, ... before end.</summary>
/// <param name="Input">The tensor to cut.</param>
/// <param name="Starts">First index of each listed axis; negative counts from the end; out of range is clamped.</param>
/// <param name="Ends">First index no longer taken, read as <paramref name="Starts"/> is.</param>
/// <param name="Axes">The axes that are cut; the others stay whole.</param>
/// <param name="Steps">Step of each listed axis, not 0; negative runs backwards.</param>
public sealed record Slice(
    ValueId Input, EquatableArray<int> Starts, EquatableArray<int> Ends, EquatableArray<int> Axes, EquatableArray<int> Steps) : UnaryOp(Input)
{
    public override string Mnemonic => "tensor.slice";

    public override bool TakesStrings => true;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("starts", Starts), OpAttribute.Of("ends", Ends), OpAttribute.Of("axes", Axes), OpAttribute.Of("steps", Steps));

    public override IrType InferType(TypeContext context)
    {
        TensorType type = context.Operand<TensorType>(0);
        return new TensorType(type.Element, Shape.From(View(type.Shape).Sizes));
    }

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        (_, int[] steps, int start) = View(inputs[0].Shape);
        return TensorElements.Take(inputs[0], type.Shape, StridedIndices.Of(type.Shape, steps, start));
    }

    internal static Slice Read(OpArguments arguments) => new(
        arguments.Input(0), arguments.Int32s("starts"), arguments.Int32s("ends"), arguments.Int32s("axes"), arguments.Int32s("steps"));

    private (int[] Sizes, int[] Steps, int Start) View(Shape source)
    {
        if (Starts.Count != Ends.Count || Starts.Count != Axes.Count || Starts.Count != Steps.Count)
        {
            throw new IrException($"{Starts.Count} starts, {Ends.Count} ends, {Axes.Count} axes and {Steps.Count} steps must be equally many");
        }

        Tensors.Axes.Normalize(Axes, source.Rank);
        int[] sizes = source.Dimensions.ToArray();
        int[] steps = source.Strides();
        int offset = 0;
        for (int i = 0; i < Axes.Count; i++)
        {
            int axis = Tensors.Axes.Normalize(Axes[i], source.Rank);
            (int first, int count) = Cut(source[axis], Starts[i], Ends[i], Steps[i]);
            offset += first * steps[axis];
            steps[axis] *= count > 0 ? Steps[i] : 0;
            sizes[axis] = count;
        }

        return (sizes, steps, offset);
    }

    private static (int First, int Count) Cut(int size, int start, int end, int step)
    {
        if (step == 0)
        {
            throw new IrException("a slice's step must not be 0");
        }

        // Going backwards, index -1 (one before the first) is the end that still includes the first.
        int back = step > 0 ? 0 : -1;
        int first = Clamp(start, size, 0, size + back);
        int last = Clamp(end, size, back, size + back);
        long span = step > 0 ? (long)last - first : (long)first - last;
        long stride = Math.Abs((long)step);
        return (Math.Max(0, first), (int)Math.Max(0, (span + stride - 1) / stride));
    }

    private static int Clamp(int index, int size, int lowest, int highest)
    {
        long position = index < 0 ? (long)index + size : index;
        return (int)Math.Min(Math.Max(position, lowest), highest);
    }
}
