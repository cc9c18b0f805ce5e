using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.LargeShapes.Models;

/// <summary>Sample inputs: words drawn as the text of a language would be, few of them often; lengths of half the tokens and more.</summary>
internal static class DrawnInputs
{
    /// <summary>One array for each input, the first axis counting samples.</summary>
    public static IReadOnlyDictionary<string, Tensor> Of(LargeShape shape, int samples, bool withMask)
    {
        Random random = new(shape.Seed);
        double[] words = new double[samples * shape.Tokens];
        double[] mask = new double[words.Length];
        for (int sample = 0; sample < samples; sample++)
        {
            int length = random.Next((shape.Tokens + 1) / 2, shape.Tokens + 1);
            for (int token = 0; token < shape.Tokens; token++)
            {
                // Zipf's law: the logarithm of a word's rank is uniform.
                int place = (sample * shape.Tokens) + token;
                words[place] = Math.Min(shape.Vocabulary - 1, (int)Math.Exp(random.NextDouble() * Math.Log(shape.Vocabulary)) - 1);
                mask[place] = token < length ? 1 : 0;
            }
        }

        Shape all = Shape.Of(samples, shape.Tokens);
        Dictionary<string, Tensor> arrays = new() { ["input_ids"] = new Tensor(ElementType.Int64, all, words) };
        if (withMask)
        {
            arrays["attention_mask"] = new Tensor(ElementType.Int64, all, mask);
        }

        return arrays;
    }

    /// <summary>One sample, as the model takes it.</summary>
    public static Dictionary<string, Tensor> Sample(IReadOnlyDictionary<string, Tensor> arrays, int sample) => arrays.ToDictionary(
        static array => array.Key,
        array => new Tensor(array.Value.Type.Element, Shape.Of(1, array.Value.Shape[1]), array.Value.Values.AsSpan(sample * array.Value.Shape[1], array.Value.Shape[1]).ToArray()));
}
