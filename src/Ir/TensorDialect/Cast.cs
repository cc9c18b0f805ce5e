using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Converts every element to another element type; floats truncate toward zero when they become integers.</summary>
public sealed record Cast(ValueId Input, ElementType Element) : UnaryOp(Input)
{
    public override string Mnemonic => "tensor.cast";

    public override bool TakesStrings => true;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("to", Element.ToString()));

    public override IrType InferType(TypeContext context) => new TensorType(Element, context.Operand<TensorType>(0).Shape);

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        Tensor input = inputs[0];
        if (Element == ElementType.String)
        {
            return new Tensor(type.Shape, input.Strings ?? Array.ConvertAll(input.Values, value => ElementText.Write(value, input.Type.Element)));
        }

        IEnumerable<double> values = input.Strings is string[] strings ? strings.Select(ElementText.Read) : input.Values;
        return new Tensor(Element, type.Shape, values.Select(value => ElementRounding.Round(value, Element)).ToArray());
    }

    internal static Cast Read(OpArguments arguments)
    {
        string name = arguments.Text("to");
        return Enum.TryParse(name, out ElementType element) && element.ToString() == name
            ? new Cast(arguments.Input(0), element)
            : throw new IrException($"'{name}' is not an element type");
    }
}
