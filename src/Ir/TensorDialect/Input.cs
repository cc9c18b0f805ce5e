using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>An input of the graph under its public name; the interpreter supplies its value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsPublic">Whether the server may see it, so that it may stay unencrypted: the number of tokens, for instance.</param>
public sealed record Input(string Name, TensorType Type, bool IsPublic = false) : TensorOp
{
    public override string Mnemonic => "tensor.input";

    public override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Empty;

    public override EquatableArray<OpAttribute> Attributes => CompositeAttributes.Of(
        OpAttribute.Of("name", Name), OpAttribute.Of("type", $"{Type.Element} {Type.Shape}"), CompositeAttributes.Flag("public", IsPublic));

    public override Op WithInputs(EquatableArray<ValueId> inputs) => this;

    public override IrType InferType(TypeContext context) => Type;

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights) =>
        throw new InvalidOperationException("inputs are supplied by the interpreter");

    internal static Input Read(OpArguments arguments) =>
        new(arguments.Text("name"), TypeReader.Tensor(new TextCursor(arguments.Text("type"))), arguments.Flag("public"));
}
