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
/// Some of s may be indexed: then W is another for each of their indices, a layer on each head by itself. And y may be still to be summed along one
/// dimension: of few features that many become, each slot takes as many terms as there are features, and the sum over slots takes the rest.
/// </remarks>
public sealed record LinearMap
{
    /// <param name="input">Layout of x.</param>
    /// <param name="output">Layout of y; a dimension of both has the same extent in both.</param>
    /// <param name="contracted">Names of f, dimensions of x; null for none.</param>
    /// <param name="produced">Names of g, dimensions of y alone; null for none.</param>
    /// <param name="indexed">Names of those dimensions of both that W has as well; null for none.</param>
    /// <param name="parts">A dimension of y alone, in one axis of its slots, over which y is still to be summed; null where y is whole.</param>
    /// <exception cref="IrException">Dimensions or slots do not fit each other.</exception>
    public LinearMap(Layout input, Layout output, IEnumerable<string>? contracted = null, IEnumerable<string>? produced = null, IEnumerable<string>? indexed = null, string? parts = null)
    {
        Input = input;
        Output = output;
        Contracted = EquatableArray<string>.From(contracted ?? []);
        Produced = EquatableArray<string>.From(produced ?? []);
        Indexed = EquatableArray<string>.From(indexed ?? []);
        Parts = parts;
        Check();
    }

    public Layout Input { get; }

    public Layout Output { get; }

    /// <summary>Dimensions that are summed over, the slowest of W's rows first; behind <see cref="Indexed"/>.</summary>
    public EquatableArray<string> Contracted { get; }

    /// <summary>Dimensions that arise, the slowest of W's columns first.</summary>
    public EquatableArray<string> Produced { get; }

    /// <summary>Dimensions of x and y that W has as well, the slowest of its rows first.</summary>
    public EquatableArray<string> Indexed { get; }

    /// <summary>The dimension of y over which a sum must follow: which term stands in which part is chosen so that few rotations serve all. Null where y is whole.</summary>
    public string? Parts { get; }

    /// <summary>Terms of an element of y: all indices of f, 1 without it.</summary>
    public int Terms => Count(Contracted);

    /// <summary>Rows of W: those of each index that W has.</summary>
    public int Rows => Count(Indexed) * Terms;

    /// <summary>Columns of W: all indices of g, 1 without it.</summary>
    public int Columns => Produced.Aggregate(1, (columns, name) => columns * Output.Dimension(name).Extent);

    /// <summary>Names of the dimensions that x and y share.</summary>
    public IEnumerable<string> Shared => Input.Dimensions.Select(static dimension => dimension.Name).Where(name => !Contracted.Contains(name));

    /// <summary>The same map with its dimensions named by their order: maps of layers that are alike are equal then, and have the same diagonals.</summary>
    public LinearMap WithNamesByOrder()
    {
        IReadOnlyDictionary<string, string> names = LayoutExtensions.NamesByOrder(Input.Dimensions.Concat(Output.Dimensions));
        return new LinearMap(Input.Renamed(names), Output.Renamed(names), Of(Contracted), Of(Produced), Of(Indexed), Parts is null ? null : names[Parts]);

        IEnumerable<string> Of(IEnumerable<string> old) => old.Select(name => names[name]);
    }

    private int Count(IEnumerable<string> dimensions) => dimensions.Aggregate(1, (count, name) => count * Input.Dimension(name).Extent);

    private void Check()
    {
        Require(Input.SlotCount == Output.SlotCount, $"a linear map keeps the slots of a ciphertext; its layouts have {Input.SlotCount} and {Output.SlotCount}");
        string[] named = [.. Indexed, .. Contracted, .. Produced];
        Require(named.Distinct().Count() == named.Length, "a linear map names each dimension once");
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
        foreach (string name in Indexed)
        {
            Require(shared.Contains(name), $"the matrix cannot be another for each '{name}': it is no dimension that the operand '{Input}' and the result '{Output}' share");
        }

        foreach (LayoutDimension dimension in Output.Dimensions)
        {
            Require(
                shared.Contains(dimension.Name) || Produced.Contains(dimension.Name) || dimension.Name == Parts,
                $"dimension '{dimension.Name}' of the result comes from nowhere: it is neither the operand's, '{Input}', nor produced");
        }

        Require(Parts is null || ArePlain(Parts), $"the result '{Output}' can be summed over '{Parts}' only where that is a dimension of its own, all of one axis of the slots");
    }

    private bool ArePlain(string parts)
    {
        LayoutAxis[] axes = Output.Axes.Where(axis => axis.AddsTo(parts)).ToArray();
        return Output.DimensionIndex(parts) >= 0 && Input.DimensionIndex(parts) < 0 && !Produced.Contains(parts)
            && Output.Dimension(parts) is { IsPadded: false, Offset: 0, Size: int size }
            && axes.Length == 1 && axes[0].Extent == size && axes[0].Stride < Output.SlotCount && axes[0].Terms.Count == 1 && axes[0].Terms[0].Step == 1;
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
