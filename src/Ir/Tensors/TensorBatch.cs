using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tensors;

/// <summary>Tensors of one shape one after the other, along a new first axis that counts them.</summary>
public static class TensorBatch
{
    /// <summary>A tensor of shape [size, …]; the last of the given ones stands in where there are fewer.</summary>
    /// <param name="tensors">One to <paramref name="size"/>, of one type.</param>
    /// <param name="size">How many the batch holds.</param>
    /// <exception cref="ArgumentException">There is none, there are too many, or two are of different types.</exception>
    public static Tensor Stack(IReadOnlyList<Tensor> tensors, int size)
    {
        if (tensors.Count == 0 || tensors.Count > size)
        {
            throw new ArgumentException($"a batch of {size} takes 1 to {size} tensors, {tensors.Count} are given", nameof(tensors));
        }

        Tensor first = tensors[0];
        if (tensors.FirstOrDefault(tensor => tensor.Type != first.Type) is Tensor other)
        {
            throw new ArgumentException($"the tensors of a batch must be of one type, {first.Type} and {other.Type} are given", nameof(tensors));
        }

        double[] values = new double[first.Values.Length * size];
        for (int i = 0; i < size; i++)
        {
            tensors[Math.Min(i, tensors.Count - 1)].Values.CopyTo(values, i * first.Values.Length);
        }

        return new Tensor(first.Type.Element, ShapeOf(first.Shape, size), values);
    }

    /// <summary>One tensor of a batch.</summary>
    /// <param name="batch">Of shape [size, …].</param>
    /// <param name="index">Which, from 0.</param>
    public static Tensor At(Tensor batch, int index)
    {
        Shape shape = Shape.From(batch.Shape.Dimensions.Skip(1));
        int count = checked((int)shape.Count);
        double[] values = new double[count];
        Array.Copy(batch.Values, index * count, values, 0, count);
        return new Tensor(batch.Type.Element, shape, values);
    }

    /// <summary>The same for tensors by name, of which each of the given sets has the same names.</summary>
    /// <inheritdoc cref="Stack(IReadOnlyList{Tensor}, int)"/>
    public static IReadOnlyDictionary<string, Tensor> Stack(IReadOnlyList<IReadOnlyDictionary<string, Tensor>> tensors, int size) =>
        tensors.Take(1).SelectMany(static first => first.Keys).ToDictionary(static name => name, name => Stack(tensors.Select(each => each[name]).ToArray(), size));

    /// <summary>The same for tensors by name.</summary>
    /// <inheritdoc cref="At(Tensor, int)"/>
    public static IReadOnlyDictionary<string, Tensor> At(IReadOnlyDictionary<string, Tensor> batches, int index) =>
        batches.ToDictionary(static batch => batch.Key, batch => At(batch.Value, index));

    /// <summary>The shape of so many tensors of a shape.</summary>
    public static Shape ShapeOf(Shape shape, int size) => Shape.From(new[] { size }.Concat(shape.Dimensions));
}
