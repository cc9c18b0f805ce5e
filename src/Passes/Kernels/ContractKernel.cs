using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Layouts;
using PowerSoftmax.Passes.Lowering;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A contraction of two encrypted values, by where their tokens lie: pairs of tokens, sums over the keys of pairs, or rows that meet as they are.</summary>
internal static class ContractKernel
{
    public static RowValue Lower(RowLowering lowering, Node node, Contract contract)
    {
        Contracted operands = Contracted.Of(lowering, contract);
        RowShape rows = lowering.Rows;
        PairRows? pairs = PairRows.Of(rows, operands.Left.Layout);
        if (pairs is not null || PairRows.Of(rows, operands.Right.Layout) is not null)
        {
            pairs ??= PairRows.Of(rows, (operands = operands.Swapped()).Left.Layout)!;
            return operands.IsSummed(pairs.Key) && operands.HasRows(rows, operands.Right, pairs.Key)
                ? KeySumKernel.Lower(lowering, operands, pairs, node.Name)
                : throw LayoutException.NotLaidOut("weights of pairs of tokens are contracted with something else than values of the keys; nothing else is laid out.");
        }

        string? left = operands.RowsOf(rows, operands.Left);
        string? right = operands.RowsOf(rows, operands.Right);
        return left is not null && right is not null && left != right
            ? PairKernel.Lower(lowering, operands, left, right, node.Name)
            : RowContractKernel.Lower(lowering, operands, left ?? right, node.Name);
    }
}
