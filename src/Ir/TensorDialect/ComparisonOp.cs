using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>A relation between two elements of one type; the result is Bool.</summary>
public abstract record ComparisonOp(ValueId Left, ValueId Right) : BinaryOp(Left, Right)
{
    protected sealed override ElementType ResultElement(ElementType left, ElementType right)
    {
        base.ResultElement(left, right);
        return ElementType.Bool;
    }
}
