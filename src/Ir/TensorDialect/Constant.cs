using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>A weight of the module, by name.</summary>
public sealed record Constant(string Weight) : TensorOp
{
    public override string Mnemonic => "tensor.constant";

    public override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Empty;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("weight", Weight));

    public override Op WithInputs(EquatableArray<ValueId> inputs) => this;

    public override IrType InferType(TypeContext context) => context.Weights[Weight].Type;

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights) => weights.Data(Weight);
}
