using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Every op of the Tensor dialect: one line each.</summary>
public static class TensorOps
{
    public static IReadOnlyList<KeyValuePair<string, Func<OpArguments, Op>>> Table { get; } = new[]
    {
        OpTable.Line("tensor.center", static a => new Center(a.Input(0), a.Real("gain", 1))),
        OpTable.Line("tensor.constant", static a => new Constant(a.Text("weight"))),
        OpTable.Line("tensor.erf", static a => new Erf(a.Input(0))),
        OpTable.Line("tensor.input", Input.Read),
        OpTable.Line("tensor.linear", static a => new Linear(a.Input(0), a.Text("weight"), a.TextOrNull("bias"))),
        OpTable.Line("tensor.normalize", Normalize.Read),
        OpTable.Line("tensor.polynomial", Polynomial.Read),
        OpTable.Line("tensor.power_attention", PowerAttention.Read),
        OpTable.Line("tensor.power_softmax", PowerSoftmax.Read),
        OpTable.Line("tensor.silu", static a => new Silu(a.Input(0))),
    };
}
