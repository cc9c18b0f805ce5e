using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Every op of the Packed dialect: one line each.</summary>
public static class PackedOps
{
    public static IReadOnlyList<KeyValuePair<string, Func<OpArguments, Op>>> Table { get; } =
        Array.Empty<KeyValuePair<string, Func<OpArguments, Op>>>();
}
