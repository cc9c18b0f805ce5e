using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Every op of the Ckks dialect: one line each.</summary>
public static class CkksOps
{
    public static IReadOnlyList<KeyValuePair<string, Func<OpArguments, Op>>> Table { get; } =
        Array.Empty<KeyValuePair<string, Func<OpArguments, Op>>>();
}
