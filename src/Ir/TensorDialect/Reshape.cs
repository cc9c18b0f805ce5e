using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>The same elements in row-major order under another shape of as many elements.</summary>
public sealed record Reshape(ValueId Input, Shape Target) : UnaryOp(Input)
{
    public override string Mnemonic => "tensor.reshape";

    public override bool TakesStrings => true;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("shape", Target.Dimensions));

    public override IrType InferType(TypeContext context)
    {
        TensorType type = context.Operand<TensorType>(0);
        return type.Shape.Count == Target.Count
            ? new TensorType(type.Element, Target)
            : throw new IrException($"shape {type.Shape} has {type.Shape.Count} elements, {Target} has {Target.Count}");
    }

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights) => inputs[0].WithShape(type.Shape);

    internal static Reshape Read(OpArguments arguments) => new(arguments.Input(0), new Shape(arguments.Int32s("shape")));
}
