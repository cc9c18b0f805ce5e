namespace PowerSoftmax.Training.Ranges;

/// <summary>Smallest and largest value seen.</summary>
internal readonly record struct ValueRange(double Minimum, double Maximum)
{
    public static ValueRange Empty => new(double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>How far apart the ends of a positive range are.</summary>
    public double Ratio => Maximum / Minimum;

    public ValueRange Union(ValueRange other) =>
        new(Math.Min(Minimum, other.Minimum), Math.Max(Maximum, other.Maximum));
}
