using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.TestSupport.Shapes;

/// <summary>Inputs of a model of the family: features of any size, tokens of the vocabulary, masks and lengths that agree with the model.</summary>
internal static class ShapeInputs
{
    /// <summary>A value for each input of the imported graph; the same seed, the same values.</summary>
    public static Dictionary<string, Tensor> Of(Graph model, int seed)
    {
        Random random = new(seed);
        return model.Ops<Input>().ToDictionary(static input => input.Op.Name, input => Draw(input.Op.Name, input.Op.Type, random));
    }

    private static Tensor Draw(string name, TensorType type, Random random)
    {
        int count = (int)type.Shape.Count;
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = name switch
            {
                "tokens" => random.Next(ShapeModel.Vocabulary),
                "length" => random.Next(1, 20),
                _ => (float)(1.7 * ((2 * random.NextDouble()) - 1)),
            };
        }

        return new Tensor(type.Element, type.Shape, name == "attention_mask" ? Prefixes(type.Shape, random) : values);
    }

    private static double[] Prefixes(Shape shape, Random random)
    {
        double[] values = new double[shape.Count];
        for (int row = 0; row < shape[0]; row++)
        {
            int real = random.Next(1, shape[1] + 1);
            values.AsSpan(row * shape[1], real).Fill(1);
        }

        return values;
    }
}
