using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>The loops of <see cref="PowerAttention"/> over heads, queries and keys. Cost: O(Q S (d + e)).</summary>
internal sealed class PowerAttentionKernel
{
    private readonly PowerAttentionOptions options;
    private readonly double[] query;
    private readonly double[] key;
    private readonly double[] value;
    private readonly int queries;
    private readonly int keys;
    private readonly int width;
    private readonly int valueWidth;

    public PowerAttentionKernel(PowerAttentionOptions options, IReadOnlyList<Tensor> inputs)
    {
        this.options = options;
        query = inputs[0].Values;
        key = inputs[1].Values;
        value = inputs[2].Values;
        queries = inputs[0].Shape[0];
        keys = inputs[1].Shape[0];
        width = inputs[0].Shape[1];
        valueWidth = inputs[2].Shape[1];
    }

    private int HeadWidth => width / options.Heads;

    private int ValueHeadWidth => valueWidth / options.Heads;

    public double[] Result()
    {
        double[] result = new double[queries * valueWidth];
        double[] powers = new double[keys];
        for (int head = 0; head < options.Heads; head++)
        {
            for (int i = 0; i < queries; i++)
            {
                double factor = 1 / (Powers(head, i, powers) + options.Epsilon);
                AddValues(head, powers, factor, result, i * valueWidth);
            }
        }

        return result;
    }

    private double Powers(int head, int i, double[] powers)
    {
        double sum = 0;
        for (int j = 0; j < keys; j++)
        {
            double score = 0;
            for (int f = head * HeadWidth; f < (head + 1) * HeadWidth; f++)
            {
                score += query[(i * width) + f] * key[(j * width) + f];
            }

            powers[j] = Math.Pow(options.Scale * score, options.Power);
            sum += powers[j];
        }

        return sum;
    }

    private void AddValues(int head, double[] powers, double factor, double[] result, int start)
    {
        for (int j = 0; j < keys; j++)
        {
            for (int f = head * ValueHeadWidth; f < (head + 1) * ValueHeadWidth; f++)
            {
                result[start + f] += factor * powers[j] * value[(j * valueWidth) + f];
            }
        }
    }
}
