using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Helpers for ops that work on the last axis: a tensor as rows of that width.</summary>
internal static class RowShape
{
    /// <summary>The operand's type, which must have at least <paramref name="rank"/> axes.</summary>
    public static TensorType AtLeast(TypeContext context, int operand, int rank)
    {
        TensorType type = context.Operand<TensorType>(operand);
        return type.Shape.Rank >= rank
            ? type
            : throw new IrException($"operand {operand} is {type.Shape}; at least {rank} axes are needed");
    }

    public static int Width(Shape shape) => shape[-1];

    public static int Rows(Shape shape) => shape[-1] == 0 ? 0 : (int)(shape.Count / shape[-1]);
}
