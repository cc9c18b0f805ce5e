using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>What must hold of a layout. No check takes longer for more slots.</summary>
internal static class LayoutChecks
{
    public const int MostDimensions = 16;
    public const int MostAxes = 64;

    /// <summary>Name that stands for copies in the text.</summary>
    public const string CopiesName = "r";

    public static void CheckDimensions(EquatableArray<LayoutDimension> dimensions)
    {
        if (dimensions.Count > MostDimensions)
        {
            throw new IrException($"a layout has at most {MostDimensions} dimensions, not {dimensions.Count}");
        }

        long elements = 1;
        HashSet<string> names = new();
        foreach (LayoutDimension dimension in dimensions)
        {
            CheckDimension(dimension);
            elements = System.Math.Min(elements * dimension.Extent, (long)int.MaxValue + 1);
            if (!names.Add(dimension.Name))
            {
                throw new IrException($"two dimensions are called '{dimension.Name}'");
            }
        }

        if (elements > int.MaxValue)
        {
            throw new IrException($"a layout holds at most {int.MaxValue} elements; these dimensions have more");
        }
    }

    /// <summary>Whether each axis lies in the stride of the next, and none in ciphertexts and slots at once.</summary>
    public static void CheckNesting(LayoutAxis[] axes, int slotCount, int ciphertextCount)
    {
        if (slotCount < 2 || (slotCount & (slotCount - 1)) != 0 || ciphertextCount < 1)
        {
            throw new IrException($"a layout is of at least one ciphertext whose slots are a power of two, at least 2, not of {ciphertextCount} of {slotCount}");
        }

        long addresses = (long)slotCount * ciphertextCount;
        if (addresses > Layout.LargestAddressCount)
        {
            throw TooManyAddresses(addresses);
        }

        if (axes.Length is < 1 or > MostAxes)
        {
            throw new IrException($"a layout has 1 to {MostAxes} axes, not {axes.Length}");
        }

        long below = 1;
        foreach (LayoutAxis axis in axes.Reverse())
        {
            CheckAxis(axis, below, slotCount);
            below = axis.Room;
        }

        if (below != addresses)
        {
            throw new IrException($"the axes reach over {below} addresses, the ciphertexts have {addresses}");
        }
    }

    public static void CheckTerms(EquatableArray<LayoutAxis> axes, EquatableArray<LayoutDimension> dimensions)
    {
        foreach (AxisTerm term in axes.SelectMany(static axis => axis.Terms))
        {
            LayoutDimension dimension = dimensions.FirstOrDefault(dimension => dimension.Name == term.Dimension);
            if (dimension.Name is null || term.Step < 1 || term.Step >= dimension.Size)
            {
                throw new IrException($"an axis of '{term.Dimension}' in steps of {term.Step} does not belong to a dimension of that size");
            }
        }

        if (axes.Any(static axis => axis.Terms.Select(static term => term.Dimension).Distinct().Count() < axis.Terms.Count))
        {
            throw new IrException("an axis names each dimension once");
        }
    }

    public static IrException TooManyAddresses(long addresses) =>
        new($"a layout has at most {Layout.LargestAddressCount} slots in all ciphertexts, not {addresses}");

    private static void CheckDimension(LayoutDimension dimension)
    {
        if (!IsName(dimension.Name))
        {
            throw new IrException($"'{dimension.Name}' is no name of a dimension: a letter, then letters, digits or '_', and not '{CopiesName}', which stands for copies");
        }

        if (dimension.Size is < 1 or > Layout.LargestAddressCount || dimension.Extent < 1 || dimension.Extent > dimension.Size)
        {
            throw new IrException($"dimension '{dimension.Name}': size {dimension.Size} must be 1 to {Layout.LargestAddressCount} and extent {dimension.Extent} between 1 and it");
        }

        if (dimension.Offset < 0 || dimension.Offset >= dimension.Size)
        {
            throw new IrException($"dimension '{dimension.Name}': offset {dimension.Offset} must be below its size {dimension.Size}");
        }
    }

    private static void CheckAxis(LayoutAxis axis, long stride, int slotCount)
    {
        if (axis.Stride != stride)
        {
            throw new IrException($"an axis has stride {axis.Stride}; the ones below it end at {stride}");
        }

        if (axis.Extent < 1 || axis.Room < (long)axis.Extent * axis.Stride)
        {
            throw new IrException($"an axis of {axis.Extent} positions {axis.Stride} apart does not fit a room of {axis.Room}");
        }

        if (axis.Stride < slotCount && axis.Room > slotCount)
        {
            throw new IrException($"an axis {axis.Stride} slots apart reaches over {axis.Room} slots, a ciphertext has {slotCount}; give the ciphertexts an axis of their own");
        }
    }

    private static bool IsName(string name) => name.Length > 0 && name != CopiesName && char.IsLetter(name[0])
        && name.All(static c => char.IsLetterOrDigit(c) || c == '_');
}
