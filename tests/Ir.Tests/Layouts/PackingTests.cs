using CsCheck;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tests.Layouts;

/// <summary>Tensors go into slots and come out again.</summary>
public sealed class PackingTests
{
    [Fact]
    public void WhatIsPackedIsUnpacked() => RandomLayouts.Any.Sample(static layout =>
    {
        Tensor tensor = Numbered(layout);

        return Packing.Unpack(Packing.Pack(tensor, layout), layout, tensor.Shape).Values.SequenceEqual(tensor.Values);
    });

    [Fact]
    public void SlotsWithoutAnElementAreZero() => RandomLayouts.Any.Sample(static layout =>
    {
        int[] indices = SlotIndices.Of(layout);
        double[] slots = Packing.Pack(Numbered(layout), layout);

        return slots.Zip(indices).All(static pair => pair.Second >= 0 ? pair.First == pair.Second + 1 : pair.First == 0);
    });

    [Fact]
    public void ElementsThatLieNowhereAreMissed()
    {
        Layout layout = LayoutText.Parse("t:4 | r:2 t:2");

        Assert.Contains("does not hold every element", Assert.Throws<IrException>(() => Packing.Unpack(new double[4], layout, Shape.Of(4))).Message);
    }

    [Fact]
    public void WrongNumberOfElementsIsRefused()
    {
        Layout layout = LayoutText.Parse("t:3/4z | t:4");

        Assert.Contains("holds 3 elements, the tensor has 4", Assert.Throws<IrException>(() => Packing.Pack(Tensor.Float(Shape.Of(4), 1, 2, 3, 4), layout)).Message);
    }

    private static Tensor Numbered(Layout layout)
    {
        int count = Packing.ElementCount(layout);
        return Tensor.Float(Shape.Of(count), Enumerable.Range(1, count).Select(static i => (double)i).ToArray());
    }
}
