using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>What sums over a dimension leave where.</summary>
public static class LayoutSums
{
    /// <summary>Sums over all axes that a dimension has in the slots, from the highest: for each, what a slot and those after it hold.</summary>
    /// <remarks>
    /// The first position of each axis holds the whole sum. All do where everything above the axis is copies; where copies lie right above it all
    /// but those of the last copy do, and elsewhere what is beside the first position is partial sums that nobody may use.
    /// </remarks>
    /// <param name="layout">Of the operand.</param>
    /// <param name="dimension">Its padding holds zeros.</param>
    /// <exception cref="IrException">The padding is unused, or the dimension lies in diagonal order or in several ciphertexts.</exception>
    public static SlotSum Summed(this Layout layout, string dimension)
    {
        Check(layout, dimension);
        if (layout.CiphertextAxes.Any(axis => axis.AddsTo(dimension)))
        {
            throw new IrException($"'{dimension}' lies in several ciphertexts in '{layout}'; sum them first");
        }

        List<SlotWindow> windows = new();
        LayoutAxis[] axes = layout.Axes.ToArray();
        for (int i = 0; i < axes.Length; i++)
        {
            if (axes[i].AddsTo(dimension))
            {
                windows.Add(Sum(axes, i, layout.SlotCount));
            }
        }

        Layout result = new(layout.Dimensions.Where(other => other.Name != dimension), axes, layout.SlotCount, layout.CiphertextCount);
        return new SlotSum(result, windows);
    }

    /// <summary>The sum of all ciphertexts of a bundle: a dimension that lies in ciphertexts alone goes, of one that lies in slots as well the indices of the slots stay.</summary>
    /// <param name="layout">Of the operand.</param>
    /// <exception cref="IrException">The ciphertexts hold copies or something unused, or a dimension does not lie there in plain order.</exception>
    public static Layout SummedCiphertexts(this Layout layout)
    {
        if (layout.CiphertextAxes.Any(static axis => axis.IsCopies || (axis.HasGap && axis.Gap == SlotFill.Unused)))
        {
            throw new IrException($"'{layout}' has copies or unused slots in its ciphertexts; their sum is no sum over a dimension");
        }

        string[] summed = layout.CiphertextAxes.SelectMany(static axis => axis.Terms).Select(static term => term.Dimension).Distinct().ToArray();
        foreach (string dimension in summed)
        {
            Check(layout, dimension);
        }

        IEnumerable<LayoutDimension> dimensions = layout.Dimensions.Select(dimension => summed.Contains(dimension.Name) ? InSlots(layout, dimension) : dimension);
        return new Layout(dimensions.Where(dimension => dimension.Size > 0), layout.SlotAxes, layout.SlotCount);
    }

    /// <summary>The part of a dimension that the slots express; of size 0 where they do not.</summary>
    private static LayoutDimension InSlots(Layout layout, LayoutDimension dimension)
    {
        int size = 1 + layout.SlotAxes.Sum(axis => axis.StepOf(dimension.Name) * (axis.Extent - 1));
        int step = layout.CiphertextAxes.Where(axis => axis.AddsTo(dimension.Name)).Min(axis => axis.StepOf(dimension.Name));
        if (size == 1)
        {
            return dimension with { Size = 0 };
        }

        // Ciphertexts count in whole runs of what the slots count, so that a slot sums one index of each run.
        return step % size == 0 && dimension.Offset == 0
            ? new LayoutDimension(dimension.Name, size)
            : throw new IrException($"'{dimension.Name}' in '{layout}' goes on from ciphertext to ciphertext in steps of {step}, and in slots over {size} indices; their sum has no index");
    }

    private static void Check(Layout layout, string name)
    {
        LayoutDimension dimension = layout.Dimension(name);
        if (dimension.IsPadded && dimension.Padding == SlotFill.Unused)
        {
            throw new IrException($"the padding of '{name}' in '{layout}' is unused, and a sum would take it in; mask it first");
        }

        if (layout.Axes.Any(axis => axis.AddsTo(name) && axis.Terms.Count > 1))
        {
            throw new IrException($"'{name}' lies in diagonal order in '{layout}'; a sum over it goes along several dimensions");
        }

        if (!IsCountedOnce(layout, dimension))
        {
            throw new IrException($"the positions in '{layout}' do not count every index of '{name}' once; a sum would count some more often, or not at all");
        }
    }

    /// <summary>Whether the axes are digits of the index, and reach all indices that hold data.</summary>
    private static bool IsCountedOnce(Layout layout, LayoutDimension dimension)
    {
        long reached = 1;
        foreach (LayoutAxis axis in layout.Axes.Where(axis => axis.AddsTo(dimension.Name)).OrderBy(axis => axis.StepOf(dimension.Name)))
        {
            if (axis.StepOf(dimension.Name) != reached)
            {
                return false;
            }

            reached *= axis.Extent;
        }

        return reached == dimension.Size || (reached >= dimension.Extent && reached < dimension.Size && dimension.Offset == 0);
    }

    /// <summary>Replaces the axis, and maybe the one above it, by what the sum leaves.</summary>
    private static SlotWindow Sum(LayoutAxis[] axes, int i, int slotCount)
    {
        LayoutAxis axis = axes[i];
        bool zeroGap = axis.HasGap && axis.Gap == SlotFill.Zero && axis.Room % axis.Stride == 0;
        int count = zeroGap ? axis.Room / axis.Stride : axis.Extent;
        bool isWhole = zeroGap || !axis.HasGap;
        OpenGaps(axes, i, slotCount);
        LayoutAxis copies = axis.WithTerms([]) with { Extent = count, Gap = SlotFill.Zero };
        if (isWhole && axes.Take(i).Where(above => above.Stride < slotCount).All(static above => above.IsUniform()))
        {
            axes[i] = copies;
        }
        else if (isWhole && i > 0 && axes[i - 1].IsCopies && axes[i - 1].Stride < slotCount)
        {
            axes[i] = copies;
            axes[i - 1] = axes[i - 1] with { Extent = axes[i - 1].Extent - 1, Gap = SlotFill.Unused };
        }
        else
        {
            axes[i] = axis.WithTerms([]) with { Extent = 1, Gap = SlotFill.Unused };
        }

        return new SlotWindow(axis.Stride, count);
    }

    /// <summary>Zeros above the axis that do not fill whole positions are too short for a window: it reads on into what follows.</summary>
    private static void OpenGaps(LayoutAxis[] axes, int i, int slotCount)
    {
        for (int above = 0; above < i; above++)
        {
            if (axes[above].Stride < slotCount && axes[above].Room % axes[above].Stride != 0)
            {
                axes[above] = axes[above] with { Gap = SlotFill.Unused };
            }
        }
    }
}
