using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tests.LinearMaps;

/// <summary>A linear map computed on tensors, and what slots of its result must hold.</summary>
internal static class MapReference
{
    /// <summary>What every address of the result must hold; NaN where it may hold anything.</summary>
    public static double[] Expected(LinearMap map, Tensor x, Tensor? weight)
    {
        int[] elements = SlotIndices.Of(map.Output);
        double[] expected = new double[elements.Length];
        for (int address = 0; address < elements.Length; address++)
        {
            expected[address] = elements[address] switch
            {
                SlotIndices.HoldsAnything => double.NaN,
                SlotIndices.HoldsZero => 0,
                int element => Element(map, x, weight, element),
            };
        }

        return expected;
    }

    /// <summary>The operand's slots, with large numbers wherever nothing may be used.</summary>
    public static double[] Poisoned(Layout layout, Tensor x, Random random)
    {
        double[] slots = Packing.Pack(x, layout);
        int[] elements = SlotIndices.Of(layout);
        for (int address = 0; address < slots.Length; address++)
        {
            slots[address] = elements[address] == SlotIndices.HoldsAnything ? 1e6 * (random.NextDouble() + 1) : slots[address];
        }

        return slots;
    }

    public static Tensor Values(Random random, params int[] sizes)
    {
        Shape shape = Shape.From(sizes);
        return new Tensor(ElementType.Float64, shape, [.. Enumerable.Range(0, (int)shape.Count).Select(_ => random.NextDouble() - 0.5)]);
    }

    private static double Element(LinearMap map, Tensor x, Tensor? weight, int element)
    {
        Dictionary<string, int> index = Indices(map.Output, element);
        int column = map.Produced.Aggregate(0, (number, name) => (number * map.Output.Dimension(name).Extent) + index[name]);
        int first = map.Indexed.Aggregate(0, (number, name) => (number * map.Output.Dimension(name).Extent) + index[name]) * map.Terms;
        double sum = 0;
        for (int row = 0; row < map.Terms; row++)
        {
            int at = 0;
            foreach (LayoutDimension dimension in map.Input.Dimensions)
            {
                at = (at * dimension.Extent) + (map.Contracted.Contains(dimension.Name) ? Digit(map, dimension.Name, row) : index[dimension.Name]);
            }

            sum += x.Values[at] * (weight is null ? 1 : weight.Values[((first + row) * (weight.Values.Length / map.Rows)) + column]);
        }

        return sum;
    }

    /// <summary>What a row of W says of one of the contracted dimensions.</summary>
    private static int Digit(LinearMap map, string name, int row)
    {
        int below = map.Contracted.SkipWhile(other => other != name).Skip(1).Aggregate(1, (product, other) => product * map.Input.Dimension(other).Extent);
        return row / below % map.Input.Dimension(name).Extent;
    }

    private static Dictionary<string, int> Indices(Layout layout, int element)
    {
        Dictionary<string, int> index = [];
        foreach (LayoutDimension dimension in layout.Dimensions.Reverse())
        {
            index[dimension.Name] = element % dimension.Extent;
            element /= dimension.Extent;
        }

        return index;
    }
}
