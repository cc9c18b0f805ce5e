using System;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>Puts tensors into slots and takes them out again: the slots of all ciphertexts, one ciphertext after the other.</summary>
public static class Packing
{
    /// <summary>Slots of the tensor under the layout; unspecified slots are zero.</summary>
    /// <param name="tensor">As many elements as the layout's extents; the shape may carry extra dimensions of size 1.</param>
    /// <param name="layout">Where each element goes.</param>
    /// <exception cref="IrException">The element counts differ.</exception>
    public static double[] Pack(Tensor tensor, Layout layout)
    {
        CheckCount(tensor.Values.Length, layout);
        return Elements(tensor, SlotIndices.Of(layout));
    }

    /// <summary>The same, the slots of one ciphertext alone.</summary>
    /// <inheritdoc cref="Pack"/>
    public static double[] PackCiphertext(Tensor tensor, Layout layout, int ciphertext)
    {
        CheckCount(tensor.Values.Length, layout);
        return Elements(tensor, SlotIndices.OfCiphertext(layout, ciphertext));
    }

    /// <summary>Reads a tensor back: each element from the first slot that holds it.</summary>
    /// <exception cref="IrException">Some element is in no slot, or the counts differ.</exception>
    public static Tensor Unpack(double[] slots, Layout layout, Shape shape)
    {
        CheckCount((int)shape.Count, layout);
        double[] values = new double[shape.Count];
        bool[] found = new bool[shape.Count];
        int[] indices = SlotIndices.Of(layout);
        for (int slot = 0; slot < indices.Length; slot++)
        {
            int element = indices[slot];
            if (element >= 0 && !found[element])
            {
                values[element] = slots[slot];
                found[element] = true;
            }
        }

        return found.All(static seen => seen)
            ? new Tensor(ElementType.Float32, shape, values)
            : throw new IrException($"layout '{layout}' does not hold every element of a tensor of shape {shape}");
    }

    /// <summary>Number of elements a layout holds.</summary>
    public static int ElementCount(Layout layout) => layout.Dimensions.Aggregate(1, static (count, dimension) => count * dimension.Extent);

    private static double[] Elements(Tensor tensor, int[] indices) =>
        Array.ConvertAll(indices, index => index >= 0 ? tensor.Values[index] : 0.0);

    private static void CheckCount(int count, Layout layout)
    {
        if (count != ElementCount(layout))
        {
            throw new IrException($"layout '{layout}' holds {ElementCount(layout)} elements, the tensor has {count}");
        }
    }
}
