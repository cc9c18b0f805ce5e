using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>A function applied to every element; shape and element type stay.</summary>
public abstract record ElementwiseOp(ValueId Input) : UnaryOp(Input)
{
    /// <summary>The function, in double precision.</summary>
    public abstract double Apply(double x);

    public override IrType InferType(TypeContext context) => context.Operand<TensorType>(0);

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights) =>
        new(type.Element, type.Shape, Array.ConvertAll(inputs[0].Values, x => ElementRounding.Round(Apply(x), type.Element)));
}
