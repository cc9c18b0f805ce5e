using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;

namespace PowerSoftmax.Passes.Answers;

/// <summary>A matrix product whose slots are summed afterwards: over features it left apart, and over indices of its operand.</summary>
/// <param name="Node">The product.</param>
/// <param name="Op">Its op.</param>
/// <param name="First">Address bits of its operand that may be summed before the product, because the product leaves them in place.</param>
/// <param name="Operand">Layout of the operand once they are.</param>
internal sealed record SummedProduct(Node Node, PackedMatrixProduct Op, IReadOnlyList<int> First, Layout Operand)
{
    public string Contracted => Op.Contraction.Contracted;

    public string Produced => Op.Contraction.Produced;

    public LayoutDimension ProducedDimension => Op.Contraction.Output.Dimension(Produced);

    /// <summary>Address bits of the features that the product sums over.</summary>
    public IReadOnlyList<int> ContractedBits => Operand.PositionsOf(Contracted);

    /// <summary>Splits the positions of a sum; null where the sum does not commute with the product.</summary>
    public static SummedProduct? Of(Node node, PackedMatrixProduct op, IReadOnlyCollection<int> summed)
    {
        (Layout input, Layout output) = (op.Contraction.Input, op.Contraction.Output);
        bool keepsSome = output.DimensionIndex(op.Contraction.Contracted) >= 0;
        bool sumsAll = !keepsSome || output.PositionsOf(op.Contraction.Contracted).All(summed.Contains);
        int[] first = [.. summed.Where(position => output.BitAt(position).IsIndex && !output.BitAt(position).AddsTo(op.Contraction.Contracted))];
        bool inPlace = first.All(position => output.BitAt(position) == input.BitAt(position));
        bool isPartial = summed.All(position => output.BitAt(position) is { IsIndex: true } or { IsZeros: true });
        return op.Contraction.Turn == 0 && sumsAll && inPlace && isPartial
            ? new SummedProduct(node, op, first, SummedBits.Summed(input, first))
            : null;
    }
}
