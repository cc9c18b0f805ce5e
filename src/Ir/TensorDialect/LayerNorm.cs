using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>(x - mean) / sqrt(variance + epsilon) * gamma + beta, mean and variance over the axes from <see cref="Axis"/> on.</summary>
/// <param name="Input">The tensor to normalize.</param>
/// <param name="Gamma">Factor; broadcasts to the input's shape.</param>
/// <param name="Beta">Summand, or null for none; broadcasts to the input's shape.</param>
/// <param name="Axis">First axis of those that are normalized together.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <remarks>Ba, Kiros, Hinton, "Layer Normalization", arXiv 1607.06450. The variance is that of the population.</remarks>
public sealed record LayerNorm(ValueId Input, ValueId Gamma, ValueId? Beta, int Axis, double Epsilon) : TensorOp
{
    public override string Mnemonic => "tensor.layernorm";

    public override EquatableArray<ValueId> Inputs => Beta is ValueId beta
        ? EquatableArray<ValueId>.Of(Input, Gamma, beta)
        : EquatableArray<ValueId>.Of(Input, Gamma);

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("axis", Axis), OpAttribute.Of("epsilon", Epsilon));

    public override Op WithInputs(EquatableArray<ValueId> inputs) =>
        this with { Input = inputs[0], Gamma = inputs[1], Beta = inputs.Count > 2 ? inputs[2] : null };

    public override IrType InferType(TypeContext context)
    {
        TensorType type = context.Operand<TensorType>(0);
        Axes.Normalize(Axis, type.Shape.Rank);
        for (int operand = 1; operand < context.Count; operand++)
        {
            Shape shape = context.Operand<TensorType>(operand).Shape;
            if (!Broadcasting.Fits(shape, type.Shape))
            {
                throw new IrException($"operand {operand} of shape {shape} does not broadcast to the input's shape {type.Shape}");
            }
        }

        return type;
    }

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        double[] result = (double[])inputs[0].Values.Clone();
        int size = type.Shape.Dimensions.Skip(Axes.Normalize(Axis, type.Shape.Rank)).Aggregate(1, static (product, next) => product * next);
        for (int start = 0; start < result.Length; start += size)
        {
            NormalizeLine(result, start, size);
        }

        int[] gammaMap = Broadcasting.Map(inputs[1].Shape, type.Shape);
        int[]? betaMap = inputs.Count > 2 ? Broadcasting.Map(inputs[2].Shape, type.Shape) : null;
        for (int i = 0; i < result.Length; i++)
        {
            double value = result[i] * inputs[1].Values[gammaMap[i]];
            result[i] = betaMap is null ? value : value + inputs[2].Values[betaMap[i]];
        }

        ElementRounding.RoundInPlace(result, type.Element);
        return new Tensor(type.Element, type.Shape, result);
    }

    internal static LayerNorm Read(OpArguments arguments) => new(
        arguments.Input(0),
        arguments.Input(1),
        arguments.Inputs.Count > 2 ? arguments.Input(2) : null,
        arguments.Int32("axis"),
        arguments.Real("epsilon"));

    private void NormalizeLine(double[] values, int start, int size)
    {
        double mean = 0;
        for (int i = 0; i < size; i++)
        {
            mean += values[start + i] / size;
        }

        double variance = 0;
        for (int i = 0; i < size; i++)
        {
            values[start + i] -= mean;
            variance += values[start + i] * values[start + i] / size;
        }

        double factor = 1 / Math.Sqrt(variance + Epsilon);
        for (int i = 0; i < size; i++)
        {
            values[start + i] *= factor;
        }
    }
}
