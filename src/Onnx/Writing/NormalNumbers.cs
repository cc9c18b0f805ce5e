namespace PowerSoftmax.Onnx.Writing;

/// <summary>Normally distributed numbers, the same for the same name on every machine (Box and Muller). Not thread-safe.</summary>
/// <param name="name">Seeds the sequence.</param>
internal sealed class NormalNumbers(string name)
{
    private readonly Random random = new(name.Aggregate(7, static (hash, letter) => unchecked((hash * 31) + letter)));

    /// <summary>The first numbers of a name, moved and scaled.</summary>
    public static float[] Draw(string name, double mean, double deviation, int count)
    {
        NormalNumbers numbers = new(name);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)(mean + (deviation * numbers.Next()));
        }

        return values;
    }

    /// <summary>Mean 0, deviation 1.</summary>
    public double Next() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
