using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>
/// A linear map of packed data from one layout to another, whatever their axes and ciphertexts: y[s, g] = sum over f of W[f, g] x[s, f].
/// </summary>
/// <remarks>
/// All other dimensions of x, s, are in y too, with the same indices. Without a contracted dimension W is a row, without a produced one a
/// column, without both 1: then the map moves data. Where y has the contracted dimension as well, it holds partial sums: what its
/// axes say of f, and the sum is over the rest; a sum over these slots must follow.
/// </remarks>
public sealed record LinearMap
{
    /// <param name="input">Layout of x.</param>
    /// <param name="output">Layout of y; a dimension of both has the same size and extent in both.</param>
    /// <param name="contracted">Name of f, a dimension of x; null where there is none.</param>
    /// <param name="produced">Name of g, a dimension of y alone; null where there is none.</param>
    /// <exception cref="IrException">Dimensions or slots do not fit each other.</exception>
    public LinearMap(Layout input, Layout output, string? contracted = null, string? produced = null)
    {
        Input = input;
        Output = output;
        Contracted = contracted;
        Produced = produced;
        Check();
    }

    public Layout Input { get; }

    public Layout Output { get; }

    public string? Contracted { get; }

    public string? Produced { get; }

    /// <summary>Rows of W: the extent of f, 1 without it.</summary>
    public int Rows => Contracted is null ? 1 : Input.Dimension(Contracted).Extent;

    /// <summary>Names of the dimensions that x and y share.</summary>
    public IEnumerable<string> Shared => Input.Dimensions.Select(static dimension => dimension.Name).Where(name => name != Contracted);

    private void Check()
    {
        if (Input.SlotCount != Output.SlotCount)
        {
            throw new IrException($"a linear map keeps the slots of a ciphertext; its layouts have {Input.SlotCount} and {Output.SlotCount}");
        }

        Require(Contracted is null || Input.DimensionIndex(Contracted) >= 0, $"the operand '{Input}' has no dimension '{Contracted}' to sum over");
        Require(Produced is null || (Output.DimensionIndex(Produced) >= 0 && Input.DimensionIndex(Produced) < 0), $"'{Produced}' must be a dimension of the result '{Output}' and none of the operand '{Input}'");
        foreach (string name in Shared)
        {
            Require(Output.DimensionIndex(name) >= 0, $"the result '{Output}' lacks the dimension '{name}' of the operand");
            Require(SameIndices(Input.Dimension(name), Output.Dimension(name)), $"dimension '{name}' has other indices in '{Input}' than in '{Output}'");
        }

        foreach (LayoutDimension dimension in Output.Dimensions.Where(dimension => dimension.Name != Produced))
        {
            Require(Input.DimensionIndex(dimension.Name) >= 0, $"dimension '{dimension.Name}' of the result comes from nowhere: the operand '{Input}' lacks it and it is not the produced one");
        }
    }

    private static bool SameIndices(LayoutDimension left, LayoutDimension right) => left.Size == right.Size && left.Extent == right.Extent;

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new IrException(message);
        }
    }
}
