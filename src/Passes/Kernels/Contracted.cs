using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>The operands of a contraction, with one name for what is one dimension, and the result's axes.</summary>
/// <param name="Left">One operand.</param>
/// <param name="Right">The other; shares the names of what both have.</param>
/// <param name="Result">Dimensions of each axis of the result.</param>
internal sealed record Contracted(RowValue Left, RowValue Right, IReadOnlyList<IReadOnlyList<string>> Result)
{
    /// <summary>Dimensions that are summed over, in the order of the left operand.</summary>
    public IReadOnlyList<string> Summed => [.. Left.Names.Where(IsSummed)];

    public static Contracted Of(RowLowering lowering, Contract contract)
    {
        ContractedDimensions letters = contract.Dimensions;
        RowValue left = lowering.Lacking<HalvesInPairs>(contract.Left);
        RowValue right = Named(lowering, left, lowering.Lacking<HalvesInPairs>(contract.Right), letters);
        IReadOnlyList<IReadOnlyList<string>> result =
            [.. letters.Result.Select(letter => letters.Left.IndexOf(letter) is >= 0 and int axis ? left.Axes[axis] : right.Axes[letters.Right.IndexOf(letter)])];
        return new Contracted(left, right, result);
    }

    /// <summary>The same with operands that lack nothing.</summary>
    public Contracted Whole(RowLowering lowering, string name) => this with { Left = Left.Whole(lowering, name), Right = Right.Whole(lowering, name) };

    public Contracted Swapped() => new(Right, Left, Result);

    public bool IsSummed(string name) => !Result.Any(axis => axis.Contains(name));

    private static RowValue Named(RowLowering lowering, RowValue left, RowValue right, ContractedDimensions letters)
    {
        Dictionary<string, string> names = [];
        for (int axis = 0; axis < right.Axes.Count; axis++)
        {
            int shared = letters.Left.IndexOf(letters.Right[axis]);
            for (int i = 0; i < right.Axes[axis].Count; i++)
            {
                string name = right.Axes[axis][i];
                if (shared >= 0 && left.Axes[shared].Count != right.Axes[axis].Count)
                {
                    throw LayoutException.NotLaidOut("the features of its operands are split into heads in different ways.");
                }

                names[name] = shared >= 0 ? left.Axes[shared][i] : lowering.NewName(name[..1]);
            }
        }

        return right.Renamed(names);
    }
}
