using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Graphs;

/// <summary>What an op may ask while it infers its result's type: operand types and the module's weights.</summary>
public sealed class TypeContext
{
    private readonly EquatableArray<IrType> types;

    public TypeContext(EquatableArray<IrType> operandTypes, WeightTable weights)
    {
        types = operandTypes;
        Weights = weights;
    }

    /// <summary>Weights by name. In a module read without its weight file they have types but no data.</summary>
    public WeightTable Weights { get; }

    public int Count => types.Count;

    public IrType this[int operand] => types[operand];

    /// <summary>The operand's type as a type of one dialect.</summary>
    /// <exception cref="IrException">The operand belongs to another dialect.</exception>
    public T Operand<T>(int operand)
        where T : IrType =>
        types[operand] as T ?? throw new IrException($"operand {operand} is {types[operand].ToText()}, expected {typeof(T).Name}");
}
