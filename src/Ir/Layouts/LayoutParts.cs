using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>Layouts of parts of bundles, and of bundles of parts.</summary>
public static class LayoutParts
{
    /// <summary>The layout of some of a bundle's ciphertexts; elements keep their indices, and those of other ciphertexts are missing.</summary>
    /// <param name="layout">Of the bundle.</param>
    /// <param name="first">The first ciphertext, from 0.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="IrException">There are not so many, or no axes describe them alone.</exception>
    public static Layout Part(this Layout layout, int first, int count)
    {
        if (first < 0 || count < 1 || first > layout.CiphertextCount - count)
        {
            throw new IrException($"ciphertexts {first} to {first + count - 1} are not there: '{layout}' has {layout.CiphertextCount}");
        }

        Layout moved = layout;
        LayoutAxis[] axes = layout.CiphertextAxes.ToArray();
        int from = first * layout.SlotCount;
        int size = count * layout.SlotCount;
        for (int i = 0; i < axes.Length; i++)
        {
            LayoutAxis axis = axes[i];
            int start = from / axis.Stride;
            int end = ((from + size - 1) / axis.Stride) + 1;
            bool isOne = end - start == 1;
            if (start >= axis.Extent || (!isOne && (from % axis.Stride != 0 || size % axis.Stride != 0)))
            {
                throw new IrException($"ciphertexts {first} to {first + count - 1} of '{layout}' are no layout of their own: they cross its axes, or hold nothing");
            }

            moved = axis.Terms.Aggregate(moved, (changed, term) => changed.With(LayoutRotation.Moved(changed.Dimension(term.Dimension), (long)start * term.Step)));
            if (!isOne)
            {
                LayoutAxis whole = axis with { Extent = Math.Min(end, axis.Extent) - start, Room = size };
                return Of(axes.Skip(i + 1).Prepend(whole));
            }

            from -= start * axis.Stride;
        }

        return Of([]);

        Layout Of(IEnumerable<LayoutAxis> above) => new(moved.Dimensions, above.Concat(layout.SlotAxes), layout.SlotCount, count);
    }

    /// <summary>The layout of bundles one after the other that are alike but for the indices of one dimension, each as far from the one before it.</summary>
    /// <param name="parts">At least one.</param>
    /// <exception cref="IrException">They are not.</exception>
    public static Layout Joined(IReadOnlyList<Layout> parts)
    {
        Layout head = parts[0];
        if (parts.Count == 1)
        {
            return head;
        }

        LayoutDimension moved = head.Dimensions.FirstOrDefault(dimension => parts[1].DimensionIndex(dimension.Name) < 0 || parts[1].Dimension(dimension.Name) != dimension);
        int step = moved.Name is null || parts[1].DimensionIndex(moved.Name) < 0 ? 0 : (parts[1].Dimension(moved.Name).Offset - moved.Offset + moved.Size) % moved.Size;
        for (int i = 1; i < parts.Count; i++)
        {
            if (moved.Name is null || step == 0 || head.With(LayoutRotation.Moved(moved, (long)step * i)) != parts[i])
            {
                throw new IrException($"'{head}' and '{parts[i]}' are no layout one after the other: they differ in more than where a dimension begins");
            }
        }

        LayoutAxis axis = LayoutAxis.Of(moved.Name!, parts.Count, step).Above(head.AddressCount);
        return new Layout(head.Dimensions, head.Axes.Prepend(axis), head.SlotCount, head.CiphertextCount * parts.Count);
    }
}
