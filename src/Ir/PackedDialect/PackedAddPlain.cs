using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Adds a weight of the model: a bias.</summary>
/// <param name="Input">The slot vector.</param>
/// <param name="Weight">Name of the plaintext's tensor.</param>
/// <param name="Plain">How that tensor lies in the slots, repeated along the dimensions it lacks.</param>
public sealed record PackedAddPlain(ValueId Input, string Weight, Layout Plain) : UnaryPackedOp(Input)
{
    public override string Mnemonic => "packed.add_plain";

    public override EquatableArray<OpAttribute> Attributes =>
        EquatableArray<OpAttribute>.Of(OpAttribute.Of("weight", Weight), LayoutAttribute.Of("plain", Plain));

    public override double[] Evaluate(IReadOnlyList<double[]> inputs, int slotCount, WeightTable weights)
    {
        double[] result = Packing.Pack(weights.Data(Weight), Plain);
        for (int slot = 0; slot < result.Length; slot++)
        {
            result[slot] = inputs[0][slot] + result[slot];
        }

        return result;
    }

    protected override void CheckBundle(Layout operand, Layout result) => CheckSame(operand, Plain, "the plaintext's layout");
}
