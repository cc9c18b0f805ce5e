namespace PowerSoftmax.Passes.Noise;

/// <summary>A slot vector in the clear and, slot by slot, the variance of the error it has when computed encrypted.</summary>
public sealed record NoisySlots(double[] Values, double[] Variances)
{
    public static NoisySlots Of(double[] values, double variance)
    {
        double[] variances = new double[values.Length];
        Array.Fill(variances, variance);
        return new NoisySlots(values, variances);
    }

    /// <summary>Largest absolute value of any slot, those that hold nothing of use included.</summary>
    public double Magnitude => Values.Max(Math.Abs);

    /// <summary>Largest standard deviation of any slot.</summary>
    public double Deviation => Math.Sqrt(Variances.Max());

    public double MeanSquare => Values.Sum(static value => value * value) / Values.Length;

    /// <summary>The sum; of a value and itself, whose errors are one error.</summary>
    public NoisySlots Add(NoisySlots other) => ReferenceEquals(this, other)
        ? new NoisySlots(Array.ConvertAll(Values, static x => 2 * x), Array.ConvertAll(Variances, static v => 4 * v))
        : new NoisySlots(Sum(Values, other.Values), Sum(Variances, other.Variances));

    /// <summary>The product.</summary>
    public NoisySlots Multiply(NoisySlots other)
    {
        // The errors of a square's operands are one error: (x + e)^2 = x^2 + 2 x e + e^2.
        double correlation = ReferenceEquals(this, other) ? 2 : 1;
        double[] values = new double[Values.Length];
        double[] variances = new double[values.Length];
        for (int slot = 0; slot < values.Length; slot++)
        {
            double x = Values[slot];
            double y = other.Values[slot];
            double first = (x * x * other.Variances[slot]) + (y * y * Variances[slot]);
            values[slot] = x * y;
            variances[slot] = correlation * (first + (Variances[slot] * other.Variances[slot]));
        }

        return new NoisySlots(values, variances);
    }

    /// <summary>More noise in every slot.</summary>
    public NoisySlots Plus(double variance) => this with { Variances = Array.ConvertAll(Variances, own => own + variance) };

    private static double[] Sum(double[] left, double[] right)
    {
        double[] sum = new double[left.Length];
        for (int slot = 0; slot < sum.Length; slot++)
        {
            sum[slot] = left[slot] + right[slot];
        }

        return sum;
    }
}
