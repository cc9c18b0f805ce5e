using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Combines all elements along some axes into one.</summary>
/// <param name="Input">The tensor to reduce.</param>
/// <param name="Axes">Axes that are reduced; none leaves the tensor as it is.</param>
/// <param name="KeepDimensions">Keep the reduced axes with size 1.</param>
public abstract record ReduceOp(ValueId Input, EquatableArray<int> Axes, bool KeepDimensions) : UnaryOp(Input)
{
    public sealed override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("axes", Axes), OpAttribute.Of("keep", KeepDimensions));

    /// <summary>Result for no elements at all.</summary>
    protected abstract double Start { get; }

    public sealed override IrType InferType(TypeContext context)
    {
        TensorType type = context.Operand<TensorType>(0);
        EquatableArray<int> axes = Tensors.Axes.Normalize(Axes, type.Shape.Rank);
        IEnumerable<int> sizes = KeepDimensions
            ? type.Shape.Dimensions.Select((size, axis) => axes.Contains(axis) ? 1 : size)
            : type.Shape.Dimensions.Where((_, axis) => !axes.Contains(axis));
        return new TensorType(type.Element, Shape.From(sizes));
    }

    public sealed override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        Shape source = inputs[0].Shape;
        EquatableArray<int> axes = Tensors.Axes.Normalize(Axes, source.Rank);
        Shape kept = Shape.From(source.Dimensions.Select((size, axis) => axes.Contains(axis) ? 1 : size));
        double[] result = Enumerable.Repeat(Start, (int)type.Shape.Count).ToArray();
        int[] map = Broadcasting.Map(kept, source);
        for (int i = 0; i < map.Length; i++)
        {
            result[map[i]] = Combine(result[map[i]], inputs[0].Values[i]);
        }

        long count = axes.Aggregate(1L, (product, axis) => product * source[axis]);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = ElementRounding.Round(Finish(result[i], count), type.Element);
        }

        return new Tensor(type.Element, type.Shape, result);
    }

    /// <summary>Takes one element more into the result.</summary>
    protected abstract double Combine(double result, double element);

    /// <summary>The final value after <paramref name="count"/> elements.</summary>
    protected virtual double Finish(double result, long count) => result;
}
