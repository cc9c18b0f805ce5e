using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>For every address of a layout, which tensor element it holds.</summary>
public static class SlotIndices
{
    /// <summary>The slot holds zero.</summary>
    public const int HoldsZero = -1;

    /// <summary>The slot's content is not specified.</summary>
    public const int HoldsAnything = -2;

    /// <summary>
    /// Row-major element index (over the dimensions' extents) for each address, the slots of one ciphertext after those of the other, or
    /// <see cref="HoldsZero"/> / <see cref="HoldsAnything"/>. Cost: addresses x axes.
    /// </summary>
    public static int[] Of(Layout layout)
    {
        int[] indices = new int[layout.AddressCount];
        SlotReader reader = new(layout);
        for (int address = 0; address < indices.Length; address++)
        {
            indices[address] = reader.Element(address);
        }

        return indices;
    }

    /// <summary>The addresses that a client reads a tensor from, ascending: of every element the first that holds it, as <see cref="Packing.Unpack"/> does.</summary>
    public static IReadOnlyList<int> Read(Layout layout)
    {
        int[] elements = Of(layout);
        HashSet<int> seen = [];

        return [.. Enumerable.Range(0, elements.Length).Where(address => elements[address] >= 0 && seen.Add(elements[address]))];
    }

    /// <summary>A layout in arrays, for many addresses.</summary>
    private sealed class SlotReader
    {
        private readonly LayoutAxis[] axes;
        private readonly (int Dimension, int Step)[][] terms;
        private readonly LayoutDimension[] dimensions;
        private readonly int[] strides;
        private readonly long[] index;

        public SlotReader(Layout layout)
        {
            axes = layout.Axes.ToArray();
            terms = [.. axes.Select(axis => axis.Terms.Select(term => (layout.DimensionIndex(term.Dimension), term.Step)).ToArray())];
            dimensions = layout.Dimensions.ToArray();
            strides = Shape.From(dimensions.Select(static dimension => dimension.Extent)).Strides();
            index = new long[dimensions.Length];
        }

        public int Element(int address)
        {
            bool zero = false;
            bool unused = false;
            System.Array.Clear(index, 0, index.Length);
            for (int a = 0; a < axes.Length; a++)
            {
                int position = address / axes[a].Stride;
                address -= position * axes[a].Stride;
                if (position >= axes[a].Extent)
                {
                    zero |= axes[a].Gap == SlotFill.Zero;
                    unused |= axes[a].Gap == SlotFill.Unused;
                }

                foreach ((int dimension, int step) in terms[a])
                {
                    index[dimension] += (long)position * step;
                }
            }

            return zero || unused ? Empty(unused) : Flatten();
        }

        private int Flatten()
        {
            int element = 0;
            bool zero = false;
            bool unused = false;
            for (int d = 0; d < index.Length; d++)
            {
                int i = (int)((index[d] + dimensions[d].Offset) % dimensions[d].Size);
                bool isPadding = i >= dimensions[d].Extent;
                zero |= isPadding && dimensions[d].Padding == SlotFill.Zero;
                unused |= isPadding && dimensions[d].Padding == SlotFill.Unused;
                element += isPadding ? 0 : i * strides[d];
            }

            return zero || unused ? Empty(unused) : element;
        }

        private static int Empty(bool unused) => unused ? HoldsAnything : HoldsZero;
    }
}
