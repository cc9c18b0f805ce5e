namespace PowerSoftmax.Passes.FeatureMaps;

/// <summary>Numbers for each feature that are the same in all rows, or for each feature of each row.</summary>
/// <param name="Width">Features.</param>
/// <param name="Values">As many as features, or rows times features, row by row.</param>
internal sealed record RowValues(int Width, double[] Values)
{
    public bool IsSameInAllRows => Values.Length == Width;

    public static RowValues Of(int width, double value) => new(width, [.. Enumerable.Repeat(value, width)]);

    /// <summary>The values, held once where all rows are equal.</summary>
    public static RowValues Compressed(int width, double[] values)
    {
        for (int i = width; i < values.Length; i++)
        {
            if (values[i] != values[i - width])
            {
                return new RowValues(width, values);
            }
        }

        return new RowValues(width, values.Length == width ? values : values[..width]);
    }

    public bool IsAll(double value) => Array.TrueForAll(Values, x => x == value);

    public RowValues Plus(RowValues other) => Combine(other, static (left, right) => left + right);

    public RowValues Times(RowValues other) => Combine(other, static (left, right) => left * right);

    public RowValues Times(double factor) => new(Width, Array.ConvertAll(Values, value => value * factor));

    /// <summary>The features at other places; -1 is zero.</summary>
    public RowValues Taking(int[] features)
    {
        double[] taken = new double[Values.Length / Width * features.Length];
        for (int i = 0; i < taken.Length; i++)
        {
            int feature = features[i % features.Length];
            taken[i] = feature < 0 ? 0 : Values[(i / features.Length * Width) + feature];
        }

        return new RowValues(features.Length, taken);
    }

    private RowValues Combine(RowValues other, Func<double, double, double> function)
    {
        double[] result = new double[Math.Max(Values.Length, other.Values.Length)];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = function(Values[i % Values.Length], other.Values[i % other.Values.Length]);
        }

        return Compressed(Width, result);
    }
}
