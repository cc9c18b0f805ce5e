namespace PowerSoftmax.SealOracle.Tests;

/// <summary>The messages that the oracle encodes, and how far another message is from what it should be.</summary>
internal static class Messages
{
    public static double[] Sines(int slots) => [.. Enumerable.Range(0, slots).Select(static i => Math.Sin(i))];

    public static double[] Cosines(int slots) => [.. Enumerable.Range(0, slots).Select(static i => Math.Cos(i))];

    public static double[] Squares(double[] values) => [.. values.Select(static value => value * value)];

    public static double[] Rotated(double[] values, int steps) =>
        [.. values.Select((_, i) => values[(((i + steps) % values.Length) + values.Length) % values.Length])];

    public static void AssertClose(double[] expected, double[] actual, double bits)
    {
        double error = expected.Zip(actual, static (left, right) => Math.Abs(left - right)).Max();

        Assert.Equal(expected.Length, actual.Length);
        Assert.True(-Math.Log2(error) >= bits, $"{-Math.Log2(error):0.0} bits agree and {bits} are needed");
    }
}
