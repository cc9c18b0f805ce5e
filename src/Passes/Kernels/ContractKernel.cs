using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A contraction of two encrypted values, by where their tokens lie: pairs of tokens, sums over the keys of pairs, or rows that meet as they are.</summary>
internal static class ContractKernel
{
    public static RowValue Lower(RowLowering lowering, Node node, Contract contract)
    {
        ContractedDimensions letters = contract.Dimensions;
        if (lowering.ConstantOf(contract.Left) is Tensor left)
        {
            return ConstantContractKernel.Lower(lowering, node, lowering[contract.Right], letters.Right, left, letters.Left, letters.Result);
        }

        if (lowering.ConstantOf(contract.Right) is Tensor right)
        {
            return ConstantContractKernel.Lower(lowering, node, lowering[contract.Left], letters.Left, right, letters.Right, letters.Result);
        }

        Contracted operands = Contracted.Of(lowering, contract);
        RowShape rows = lowering.Rows;
        string? leftRows = rows.TokensOf(operands.Left.Layout) is [string ofLeft] ? ofLeft : null;
        string? rightRows = rows.TokensOf(operands.Right.Layout) is [string ofRight] ? ofRight : null;
        if (leftRows is not null && rightRows is not null && leftRows != rightRows)
        {
            return PairKernel.Lower(lowering, operands, leftRows, rightRows, node);
        }

        Pairs? pairs = Pairs.Of(rows, operands.Left.Layout);
        if (pairs is not null || Pairs.Of(rows, operands.Right.Layout) is not null)
        {
            pairs ??= Pairs.Of(rows, (operands = operands.Swapped()).Left.Layout)!;
            return operands.IsSummed(pairs.Key) && rows.TokensOf(operands.Right.Layout) is [string counted] && counted == pairs.Key
                ? KeySumKernel.Lower(lowering, operands, pairs, node.Name)
                : throw LayoutException.NotLaidOut("weights of pairs of tokens are contracted with something else than values of the keys; nothing else is laid out.");
        }

        return RowContractKernel.Lower(lowering, operands.Whole(lowering, node.Name), leftRows ?? rightRows, node.Name);
    }
}
