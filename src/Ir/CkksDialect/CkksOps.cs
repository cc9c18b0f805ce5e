using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Every op of the Ckks dialect: one line each.</summary>
public static class CkksOps
{
    public static IReadOnlyList<KeyValuePair<string, Func<OpArguments, Op>>> Table { get; } = new[]
    {
        OpTable.Line("ckks.add", static a => new CkksAdd(a.Input(0), a.Input(1))),
        OpTable.Line("ckks.add_plain", static a => new CkksAddPlain(a.Input(0), a.Text("weight"), a.Layout("plain"))),
        OpTable.Line("ckks.add_scalar", static a => new CkksAddScalar(a.Input(0), a.Real("value"))),
        OpTable.Line("ckks.bootstrap", static a => new CkksBootstrap(
            a.Input(0), new Level(a.Int32("target")), new Scale(a.Real("scale")), a.Real("bound"), new Level(a.Int32("least")), new Level(a.Int32("top")))),
        OpTable.Line("ckks.drop_level", static a => new CkksDropLevel(a.Input(0), new Level(a.Int32("level")))),
        OpTable.Line("ckks.inner_product", static a => new CkksInnerProduct(a.Input(0), a.Input(1), InnerProducts.Read(a))),
        OpTable.Line("ckks.input", static a => new CkksInput(a.Text("tensor"), a.Layout("layout"), new Level(a.Int32("level")), new Scale(a.Real("scale")))),
        OpTable.Line("ckks.join", static a => new CkksJoin(a.Inputs)),
        OpTable.Line("ckks.linear_map", static a => new CkksLinearMap(
            a.Input(0), a.TextOrNull("weight"), LinearMapAttributes.Read(a), a.Int32("step"), new Scale(a.Real("scale")))
        {
            Babies = BabyFormAttribute.Read(a),
            Packing = ComplexPackingAttribute.Read(a),
            InPairs = MapForm.Read(a),
        }),
        OpTable.Line("ckks.match_level", static a => new CkksMatchLevel(a.Input(0), new Level(a.Int32("level")), new Scale(a.Real("scale")))),
        OpTable.Line("ckks.multiply", static a => new CkksMultiply(a.Input(0), a.Input(1))),
        OpTable.Line("ckks.multiply_pairs", static a => new CkksMultiplyPairs(a.Inputs)),
        OpTable.Line("ckks.multiply_plain", static a => new CkksMultiplyPlain(a.Input(0), a.Text("weight"), a.Layout("plain"), new Scale(a.Real("plain_scale")))),
        OpTable.Line("ckks.multiply_scalar", static a => new CkksMultiplyScalar(a.Input(0), a.Real("value"), new Scale(a.Real("plain_scale")))),
        OpTable.Line("ckks.output", static a => new CkksOutput(a.Input(0), a.Text("tensor"), a.Layout("layout"), a.Shape("shape"))),
        OpTable.Line("ckks.pair", static a => new CkksPair(a.Input(0), SlotFormAttribute.Read(a))),
        OpTable.Line("ckks.part", static a => new CkksPart(a.Input(0), a.Int32("first"), a.Int32("count"))),
        OpTable.Line("ckks.polynomial", CkksPolynomial.Read),
        OpTable.Line("ckks.real_part", static a => new CkksRealPart(a.Input(0))),
        OpTable.Line("ckks.relinearize", static a => new CkksRelinearize(a.Input(0))),
        OpTable.Line("ckks.rescale", static a => new CkksRescale(a.Input(0), a.Integer("prime"))),
        OpTable.Line("ckks.rotate", static a => new CkksRotate(a.Input(0), a.Int32("steps"))),
        OpTable.Line("ckks.sum", static a => new CkksSum(a.Input(0))),
        OpTable.Line("ckks.sum_slots", static a => new CkksSumSlots(a.Input(0), a.Integers("steps"))),
    };
}
