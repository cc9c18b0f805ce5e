using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>A linear map from one bundle to another: a product with a matrix, a sum over dimensions, or a move of data. Costs a level.</summary>
/// <param name="Input">The bundle.</param>
/// <param name="Weight">Name of the matrix W [rows, columns]; null for ones.</param>
/// <param name="Map">Which layouts and dimensions: see <see cref="LinearMap"/>.</param>
public sealed record PackedLinearMap(ValueId Input, string? Weight, LinearMap Map) : UnaryPackedOp(Input)
{
    public override string Mnemonic => "packed.linear_map";

    public override int LevelsConsumed => 1;

    public override Layout? ResultLayout => Map.Output;

    public override EquatableArray<OpAttribute> Attributes => LinearMapAttributes.Write(Weight, Map);

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.LinearMap(x[0], Weight, Map);

    protected override void CheckBundle(Layout operand, Layout result) => CheckSame(operand, Map.Input, "the map takes");

    internal static PackedLinearMap Read(OpArguments arguments) => new(arguments.Input(0), arguments.TextOrNull("weight"), LinearMapAttributes.Read(arguments));
}
