using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Bool: whether left = right, with broadcasting, elementwise; also on strings.</summary>
public sealed record Equal(ValueId Left, ValueId Right) : ComparisonOp(Left, Right)
{
    public override string Mnemonic => "tensor.equal";

    public override bool TakesStrings => true;

    public override double Apply(double left, double right) => left == right ? 1 : 0;

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        if (inputs[0].Strings is not string[] left || inputs[1].Strings is not string[] right)
        {
            return base.Evaluate(inputs, type, weights);
        }

        int[] leftMap = Broadcasting.Map(inputs[0].Shape, type.Shape);
        int[] rightMap = Broadcasting.Map(inputs[1].Shape, type.Shape);
        double[] values = new double[leftMap.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = left[leftMap[i]] == right[rightMap[i]] ? 1 : 0;
        }

        return new Tensor(type.Element, type.Shape, values);
    }
}
