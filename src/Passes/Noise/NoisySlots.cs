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

    /// <summary>More noise in every slot.</summary>
    public NoisySlots Plus(double variance) => this with { Variances = Array.ConvertAll(Variances, own => own + variance) };
}
