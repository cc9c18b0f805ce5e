using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.Text;

/// <summary>Which ops a text may contain: mnemonic to constructor. Each dialect lists its own; <see cref="All"/> joins them.</summary>
public sealed class OpTable
{
    private readonly Dictionary<string, Func<OpArguments, Op>> entries;

    public OpTable(IEnumerable<KeyValuePair<string, Func<OpArguments, Op>>> lines) =>
        entries = lines.ToDictionary(static line => line.Key, static line => line.Value);

    /// <summary>Every op of every dialect.</summary>
    public static OpTable All { get; } = new(
        TensorDialect.TensorOps.Table
            .Concat(PackedDialect.PackedOps.Table)
            .Concat(CkksDialect.CkksOps.Table));

    public IEnumerable<string> Mnemonics => entries.Keys;

    public Op Create(OpArguments arguments) =>
        entries.TryGetValue(arguments.Mnemonic, out Func<OpArguments, Op>? create)
            ? create(arguments)
            : throw new IrException($"unknown op '{arguments.Mnemonic}'");

    /// <summary>One line of an op table.</summary>
    public static KeyValuePair<string, Func<OpArguments, Op>> Line(string mnemonic, Func<OpArguments, Op> create) => new(mnemonic, create);
}
