using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Every op of the Packed dialect: one line each.</summary>
public static class PackedOps
{
    public static IReadOnlyList<KeyValuePair<string, Func<OpArguments, Op>>> Table { get; } = new[]
    {
        OpTable.Line("packed.add", static a => new PackedAdd(a.Input(0), a.Input(1), a.LayoutOrNull("layout"))),
        OpTable.Line("packed.add_plain", static a => new PackedAddPlain(a.Input(0), a.Text("weight"), a.Layout("plain"))),
        OpTable.Line("packed.add_scalar", static a => new PackedAddScalar(a.Input(0), a.Real("value"))),
        OpTable.Line("packed.inner_product", static a => new PackedInnerProduct(a.Input(0), a.Input(1), a.Layout("layout"), InnerProducts.Read(a))),
        OpTable.Line("packed.input", static a => new PackedInput(a.Text("tensor"), a.Layout("layout"))),
        OpTable.Line("packed.join", static a => new PackedJoin(a.Inputs, a.Layout("layout"))),
        OpTable.Line("packed.linear_map", PackedLinearMap.Read),
        OpTable.Line("packed.multiply", static a => new PackedMultiply(a.Input(0), a.Input(1), a.LayoutOrNull("layout"))),
        OpTable.Line("packed.multiply_pairs", static a => new PackedMultiplyPairs(a.Inputs, a.Layout("layout"))),
        OpTable.Line("packed.multiply_plain", static a => new PackedMultiplyPlain(a.Input(0), a.Text("weight"), a.Layout("plain"), a.LayoutOrNull("layout"))),
        OpTable.Line("packed.multiply_scalar", static a => new PackedMultiplyScalar(a.Input(0), a.Real("value"))),
        OpTable.Line("packed.output", static a => new PackedOutput(a.Input(0), a.Text("tensor"), a.Layout("layout"), a.Shape("shape"))),
        OpTable.Line("packed.pair", PackedPair.Read),
        OpTable.Line("packed.part", static a => new PackedPart(a.Input(0), a.Int32("first"), a.Layout("layout"))),
        OpTable.Line("packed.polynomial", PackedPolynomial.Read),
        OpTable.Line("packed.real_part", static a => new PackedRealPart(a.Input(0))),
        OpTable.Line("packed.rotate", static a => new PackedRotate(a.Input(0), a.Int32("steps"), a.LayoutOrNull("layout"))),
        OpTable.Line("packed.sum", static a => new PackedSum(a.Input(0), a.Layout("layout"))),
        OpTable.Line("packed.sum_slots", static a => new PackedSumSlots(a.Input(0), a.Integers("steps"), a.Layout("layout"))),
    };
}
