using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Repeats a tensor by broadcasting it with a shape; dimensions of 1 in that shape leave the input's as they are.</summary>
public sealed record Expand(ValueId Input, Shape Target) : UnaryOp(Input)
{
    public override string Mnemonic => "tensor.expand";

    public override bool TakesStrings => true;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("shape", Target.Dimensions));

    public override IrType InferType(TypeContext context)
    {
        TensorType type = context.Operand<TensorType>(0);
        return new TensorType(type.Element, Broadcasting.Join(type.Shape, Target));
    }

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights) =>
        TensorElements.Take(inputs[0], type.Shape, Broadcasting.Map(inputs[0].Shape, type.Shape));

    internal static Expand Read(OpArguments arguments) => new(arguments.Input(0), new Shape(arguments.Int32s("shape")));
}
