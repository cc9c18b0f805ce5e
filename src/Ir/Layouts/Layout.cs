using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>How a tensor lies in the slots of one or several ciphertexts: a mixed-radix number.</summary>
/// <remarks>
/// The address of a slot, ciphertext x slots + slot, is the sum of position x stride over the axes. The index of a dimension is the sum of what
/// the positions add to it, and its offset, modulo its size. An address in the gap of an axis holds no element but what the gap says, and what
/// is unused prevails where it is in several; else an index beyond the extent of a dimension, likewise. Axes nest, each in the stride of the
/// next, so that an address belongs to one combination of positions; no axis lies in ciphertexts and slots at once. One notation thus covers
/// row-major, interleaved, repeated, padded and diagonal-order data, of any number of indices. Layouts are equal when their normal forms are.
/// Text: <see cref="LayoutText"/>.
/// </remarks>
public sealed record Layout
{
    /// <summary>Addresses that a layout may have.</summary>
    public const int LargestAddressCount = 1 << 26;

    /// <param name="dimensions">Tensor dimensions, in the order of the tensor's axes.</param>
    /// <param name="axes">Highest first; the room of each is the stride of the one before it, and the first one's all addresses.</param>
    /// <param name="slotCount">Slots of a ciphertext, a power of two, at least 2.</param>
    /// <param name="ciphertextCount">At least 1.</param>
    /// <exception cref="IrException">The axes do not nest, or dimensions and axes do not fit each other.</exception>
    public Layout(IEnumerable<LayoutDimension> dimensions, IEnumerable<LayoutAxis> axes, int slotCount, int ciphertextCount = 1)
    {
        SlotCount = slotCount;
        CiphertextCount = ciphertextCount;
        Dimensions = dimensions.Select(static dimension => dimension.IsPadded ? dimension : dimension with { Padding = SlotFill.Zero }).ToEquatableArray();
        LayoutChecks.CheckDimensions(Dimensions);
        LayoutAxis[] given = axes.ToArray();
        LayoutChecks.CheckNesting(given, slotCount, ciphertextCount);
        Axes = LayoutNormalForm.Of(given, Dimensions, slotCount);
        LayoutChecks.CheckTerms(Axes, Dimensions);
    }

    /// <summary>Tensor dimensions, in the order of the tensor's axes.</summary>
    public EquatableArray<LayoutDimension> Dimensions { get; }

    /// <summary>Axes in normal form, highest first.</summary>
    public EquatableArray<LayoutAxis> Axes { get; }

    /// <summary>Slots of a ciphertext.</summary>
    public int SlotCount { get; }

    public int CiphertextCount { get; }

    /// <summary>Slots of all ciphertexts.</summary>
    public int AddressCount => SlotCount * CiphertextCount;

    /// <summary>The axes inside of a ciphertext, highest first.</summary>
    public IEnumerable<LayoutAxis> SlotAxes => Axes.Where(axis => axis.Stride < SlotCount);

    /// <summary>The axes from ciphertext to ciphertext, highest first.</summary>
    public IEnumerable<LayoutAxis> CiphertextAxes => Axes.Where(axis => axis.Stride >= SlotCount);

    public int DimensionIndex(string name)
    {
        for (int d = 0; d < Dimensions.Count; d++)
        {
            if (Dimensions[d].Name == name)
            {
                return d;
            }
        }

        return -1;
    }

    /// <summary>The dimension of that name.</summary>
    /// <exception cref="IrException">The layout has no such dimension.</exception>
    public LayoutDimension Dimension(string name)
    {
        int index = DimensionIndex(name);
        return index >= 0 ? Dimensions[index] : throw new IrException($"layout '{this}' has no dimension '{name}'");
    }

    public override string ToString() => LayoutText.Write(this);
}
