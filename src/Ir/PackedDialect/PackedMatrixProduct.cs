using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Product with a plaintext matrix by generalized diagonals; may change the layout. Costs a level.</summary>
/// <param name="Input">The slot vector.</param>
/// <param name="Weight">Name of the matrix W [rows, columns].</param>
/// <param name="Contraction">Which layouts and dimensions: see <see cref="LinearMaps.Contraction"/>.</param>
public sealed record PackedMatrixProduct(ValueId Input, string Weight, Contraction Contraction) : UnaryPackedOp(Input)
{
    public override string Mnemonic => "packed.matrix_product";

    public override int LevelsConsumed => 1;

    public override Layout? ResultLayout => Contraction.Output;

    public override EquatableArray<OpAttribute> Attributes => ContractionAttributes.Write(Weight, Contraction);

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.MatrixProduct(x[0], Weight, Contraction);

    protected override void CheckBundle(Layout operand, Layout result)
    {
        if (operand.CiphertextCount > 1 || result.CiphertextCount > 1)
        {
            throw new IrException($"a matrix product goes from one ciphertext to one, not from {operand.CiphertextCount} to {result.CiphertextCount}; take parts of the bundle");
        }
    }

    internal static PackedMatrixProduct Read(OpArguments arguments) =>
        new(arguments.Input(0), arguments.Text("weight"), ContractionAttributes.Read(arguments));
}
