using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>A linear map from one bundle to another: a product with a matrix, a sum over dimensions, or a move of data. Costs a level.</summary>
/// <param name="Input">The bundle.</param>
/// <param name="Weight">Name of the matrix W [rows, columns]; null for ones.</param>
/// <param name="Map">Which layouts and dimensions: see <see cref="LinearMap"/>.</param>
/// <param name="InPairs">Whether the result's ciphertexts stay in pairs: half of what the map gives, for <see cref="PackedRealPart"/> doubles it.</param>
public sealed record PackedLinearMap(ValueId Input, string? Weight, LinearMap Map, bool InPairs = false) : UnaryPackedOp(Input)
{
    public override string Mnemonic => "packed.linear_map";

    public override int LevelsConsumed => 1;

    public override Layout? ResultLayout => Map.Output;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.From(LinearMapAttributes.Write(Weight, Map).Concat(MapForm.Write(InPairs)));

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => MapForm.Apply(x[0], Weight, Map, InPairs, slots);

    protected override SlotForm Form(SlotForm operand) => MapForm.Of(Map, operand, InPairs);

    protected override void CheckBundle(Layout operand, Layout result) => CheckSame(operand, Map.Input, "the map takes");

    internal static PackedLinearMap Read(OpArguments arguments) => new(arguments.Input(0), arguments.TextOrNull("weight"), LinearMapAttributes.Read(arguments), MapForm.Read(arguments));
}
