using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Graphs;

/// <summary>What a node does: an immutable operation of one dialect with its operands and attributes.</summary>
/// <remarks>
/// Every op knows its textual name, its type rule and (in its dialect's base type) its cleartext meaning, so that analyses
/// ask the op and never switch on op types. A new op is one file and one line in its dialect's op table.
/// </remarks>
public abstract record Op
{
    /// <summary>Textual name, <c>dialect.word</c>; unique over all dialects.</summary>
    public abstract string Mnemonic { get; }

    /// <summary>Operands, in the order of the textual form.</summary>
    public abstract EquatableArray<ValueId> Inputs { get; }

    /// <summary>Attributes in the order they are printed; those with their default value may be left out.</summary>
    public virtual EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Empty;

    /// <summary>The same operation on other operands; <paramref name="inputs"/> has the length of <see cref="Inputs"/>.</summary>
    public abstract Op WithInputs(EquatableArray<ValueId> inputs);

    /// <summary>The result's type from the operands' types.</summary>
    /// <exception cref="IrException">The operands do not fit the operation.</exception>
    public abstract IrType InferType(TypeContext context);
}
