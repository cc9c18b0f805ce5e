using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Tests.Support;

/// <summary>Reproducible random values: the same name gives the same numbers.</summary>
public static class RandomTensors
{
    /// <summary>Values in [-1, 1].</summary>
    public static double[] Values(string name, int count)
    {
        Random random = new(name.Aggregate(17, static (hash, letter) => unchecked((hash * 31) + letter)));
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    /// <summary>A value for every input of the graph; integers are indices 0 ... 3.</summary>
    public static Dictionary<string, Tensor> Inputs(Graph graph, int seed = 0) =>
        graph.Ops<Input>().ToDictionary(static input => input.Op.Name, input => Value(input.Op, seed));

    private static Tensor Value(Input input, int seed)
    {
        double[] values = Values($"{input.Name}/{seed}", (int)input.Type.Shape.Count);
        bool integers = input.Type.Element is ElementType.Int64 or ElementType.Int32;
        return new Tensor(input.Type.Element, input.Type.Shape, integers ? Array.ConvertAll(values, static x => Math.Floor((x + 1) * 1.999)) : values);
    }
}
