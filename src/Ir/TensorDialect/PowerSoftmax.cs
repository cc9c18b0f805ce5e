using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>s^p / (sum of s^p + Epsilon) along an axis; with <see cref="Mean"/> the mean of s^p takes the place of the sum.</summary>
/// <remarks>"Power-Softmax: Towards Secure LLM Inference over Encrypted Data", arXiv 2410.09457. The power is even and positive.</remarks>
public sealed record PowerSoftmax(ValueId Input, int Power, double Epsilon, int Axis = -1, bool Mean = false) : UnaryOp(Input)
{
    public override string Mnemonic => "tensor.power_softmax";

    public override EquatableArray<OpAttribute> Attributes => CompositeAttributes.Of(
        OpAttribute.Of("power", Power),
        OpAttribute.Of("epsilon", Epsilon),
        OpAttribute.Of("axis", Axis),
        CompositeAttributes.Flag("mean", Mean));

    public override IrType InferType(TypeContext context)
    {
        TensorType input = RowShape.AtLeast(context, 0, 1);
        Tensors.Axes.Normalize(Axis, input.Shape.Rank);
        return Power > 0 && Power % 2 == 0 ? input : throw new IrException($"the power is {Power}; it must be even and positive");
    }

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        int axis = Tensors.Axes.Normalize(Axis, type.Shape.Rank);
        int stride = type.Shape.Strides()[axis];
        int length = type.Shape[axis];
        double[] powers = Array.ConvertAll(inputs[0].Values, x => Math.Pow(x, Power));
        double[] result = new double[powers.Length];
        for (int i = 0; i < result.Length; i++)
        {
            int first = i - (i / stride % length * stride);
            double sum = 0;
            for (int j = 0; j < length; j++)
            {
                sum += powers[first + (j * stride)];
            }

            double denominator = (Mean ? sum / length : sum) + Epsilon;
            result[i] = ElementRounding.Round(powers[i] / denominator, type.Element);
        }

        return new Tensor(type.Element, type.Shape, result);
    }

    internal static PowerSoftmax Read(OpArguments arguments) => new(
        arguments.Input(0), arguments.Int32("power"), arguments.Real("epsilon"), arguments.Int32("axis", -1), arguments.Flag("mean"));
}
