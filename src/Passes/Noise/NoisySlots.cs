using PowerSoftmax.Ir.Tensors;

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
    public double Magnitude => SlotArithmetic.Largest(Values);

    /// <summary>Largest standard deviation of any slot.</summary>
    public double Deviation => Math.Sqrt(SlotArithmetic.Largest(Variances));

    public double MeanSquare => Values.Sum(static value => value * value) / Values.Length;

    /// <summary>The sum; of a value and itself, whose errors are one error.</summary>
    public NoisySlots Add(NoisySlots other) => ReferenceEquals(this, other)
        ? new NoisySlots(Array.ConvertAll(Values, static x => 2 * x), Array.ConvertAll(Variances, static v => 4 * v))
        : new NoisySlots(SlotArithmetic.Add(Values, other.Values), SlotArithmetic.Add(Variances, other.Variances));

    /// <summary>The product.</summary>
    public NoisySlots Multiply(NoisySlots other)
    {
        // The errors of a square's operands are one error: (x + e)^2 = x^2 + 2 x e + e^2.
        double correlation = ReferenceEquals(this, other) ? 2 : 1;
        double[] variances = new double[Values.Length];
        for (int slot = 0; slot < variances.Length; slot++)
        {
            double x = Values[slot];
            double y = other.Values[slot];
            double first = (x * x * other.Variances[slot]) + (y * y * Variances[slot]);
            variances[slot] = correlation * (first + (Variances[slot] * other.Variances[slot]));
        }

        return new NoisySlots(SlotArithmetic.Multiply(Values, other.Values), variances);
    }

    /// <summary>More noise in every slot.</summary>
    public NoisySlots Plus(double variance) => this with { Variances = SlotArithmetic.AddScalar(Variances, variance) };
}
