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
        OpTable.Line("tensor.constant", static a => new Constant(a.Text("weight"))),
        OpTable.Line("tensor.erf", static a => new Erf(a.Input(0))),
        OpTable.Line("tensor.input", Input.Read),
    };
}
