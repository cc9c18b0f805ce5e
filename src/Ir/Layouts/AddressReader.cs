using System.Collections.Generic;
using System.Linq;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>A layout in arrays, to read many addresses: what an address adds to the index of every dimension, and whether it lies in a gap.</summary>
/// <remarks>Not shareable by threads: the indices of the last address are kept in place.</remarks>
internal sealed class AddressReader
{
    private readonly LayoutAxis[] axes;
    private readonly (int Dimension, int Step)[][] terms;
    private readonly LayoutDimension[] dimensions;
    private readonly int[] index;

    public AddressReader(Layout layout)
    {
        axes = layout.Axes.ToArray();
        terms = axes.Select(axis => axis.Terms.Select(term => (layout.DimensionIndex(term.Dimension), term.Step)).ToArray()).ToArray();
        dimensions = layout.Dimensions.ToArray();
        index = new int[dimensions.Length];
    }

    /// <summary>Index of every dimension at the address read last, modulo its size; at or above the extent is padding.</summary>
    public IReadOnlyList<int> Index => index;

    /// <summary>Reads an address.</summary>
    /// <returns>Null where no axis has a gap there; else what the gap holds, where unused prevails.</returns>
    public SlotFill? Read(int address)
    {
        SlotFill? gap = null;
        for (int d = 0; d < index.Length; d++)
        {
            index[d] = dimensions[d].Offset;
        }

        for (int a = 0; a < axes.Length; a++)
        {
            int position = address / axes[a].Stride;
            address -= position * axes[a].Stride;
            if (position >= axes[a].Extent)
            {
                gap = gap == SlotFill.Unused ? gap : axes[a].Gap;
            }

            foreach ((int dimension, int step) in terms[a])
            {
                index[dimension] = (int)((index[dimension] + ((long)position * step)) % dimensions[dimension].Size);
            }
        }

        return gap;
    }
}
