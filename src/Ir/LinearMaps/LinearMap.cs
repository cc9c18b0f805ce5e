using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>
/// A linear map of packed data from one layout to another, whatever their axes and ciphertexts: y[s, g] = sum over f of W[f, g] x[s, f].
/// </summary>
/// <remarks>
/// f and g stand for any number of dimensions each, row-major in the order in which they are named: heads and features of a head are two, and
/// may each have padding. All other dimensions of x, s, are in y too, with the same indices. Without contracted dimensions W is a row, without
/// produced ones a column, without both 1: then the map moves data.
/// </remarks>
public sealed record LinearMap
{
    /// <param name="input">Layout of x.</param>
    /// <param name="output">Layout of y; a dimension of both has the same extent in both.</param>
    /// <param name="contracted">Names of f, dimensions of x; null for none.</param>
    /// <param name="produced">Names of g, dimensions of y alone; null for none.</param>
    /// <exception cref="IrException">Dimensions or slots do not fit each other.</exception>
    public LinearMap(Layout input, Layout output, IEnumerable<string>? contracted = null, IEnumerable<string>? produced = null)
    {
        Input = input;
        Output = output;
        Contracted = EquatableArray<string>.From(contracted ?? []);
        Produced = EquatableArray<string>.From(produced ?? []);
        Check();
    }

    public Layout Input { get; }

    public Layout Output { get; }

    /// <summary>Dimensions that are summed over, the slowest of W's rows first.</summary>
    public EquatableArray<string> Contracted { get; }

    /// <summary>Dimensions that arise, the slowest of W's columns first.</summary>
    public EquatableArray<string> Produced { get; }

    /// <summary>Rows of W: all indices of f, 1 without it.</summary>
    public int Rows => Contracted.Aggregate(1, (rows, name) => rows * Input.Dimension(name).Extent);

    /// <summary>Columns of W: all indices of g, 1 without it.</summary>
    public int Columns => Produced.Aggregate(1, (columns, name) => columns * Output.Dimension(name).Extent);

    /// <summary>Names of the dimensions that x and y share.</summary>
    public IEnumerable<string> Shared => Input.Dimensions.Select(static dimension => dimension.Name).Where(name => !Contracted.Contains(name));

    /// <summary>The same map with its dimensions named by their order: maps of layers that are alike are equal then, and have the same diagonals.</summary>
    public LinearMap WithNamesByOrder()
    {
        IReadOnlyDictionary<string, string> names = LayoutExtensions.NamesByOrder(Input.Dimensions.Concat(Output.Dimensions));
        return new LinearMap(Input.Renamed(names), Output.Renamed(names), Contracted.Select(name => names[name]), Produced.Select(name => names[name]));
    }

    private void Check()
    {
        Require(Input.SlotCount == Output.SlotCount, $"a linear map keeps the slots of a ciphertext; its layouts have {Input.SlotCount} and {Output.SlotCount}");
        Require(Contracted.Distinct().Count() == Contracted.Count && Produced.Distinct().Count() == Produced.Count, "a linear map names each dimension once");
        foreach (string name in Contracted)
        {
            Require(Input.DimensionIndex(name) >= 0, $"the operand '{Input}' has no dimension '{name}' to sum over");
        }

        foreach (string name in Produced)
        {
            Require(Output.DimensionIndex(name) >= 0 && Input.DimensionIndex(name) < 0, $"'{name}' must be a dimension of the result '{Output}' and none of the operand '{Input}'");
        }

        foreach (string name in Shared)
        {
            Require(Output.DimensionIndex(name) >= 0, $"the result '{Output}' lacks the dimension '{name}' of the operand");
            Require(SameIndices(Input.Dimension(name), Output.Dimension(name)), $"dimension '{name}' has other indices in '{Input}' than in '{Output}'");
        }

        string[] shared = Shared.ToArray();
        foreach (LayoutDimension dimension in Output.Dimensions)
        {
            Require(
                shared.Contains(dimension.Name) || Produced.Contains(dimension.Name),
                $"dimension '{dimension.Name}' of the result comes from nowhere: it is neither the operand's, '{Input}', nor produced");
        }
    }

    private static bool SameIndices(LayoutDimension left, LayoutDimension right) => left.Extent == right.Extent;

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new IrException(message);
        }
    }
}
