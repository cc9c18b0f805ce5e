using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Noise;

/// <summary>A slot vector in the clear and the errors it has when computed encrypted. Immutable.</summary>
/// <param name="Values">Real numbers.</param>
/// <param name="Variances">Of the error of each slot's real part.</param>
/// <param name="Imaginary">
/// Variances of the imaginary parts, which are nothing but error: lost where an answer is read and in a bootstrap, but they reach real
/// parts where two ciphertexts become one complex one. None of pairs and of sums of them, whose imaginary parts are no errors.
/// </param>
public sealed record NoisySlots(double[] Values, double[] Variances, double[] Imaginary)
{
    /// <summary>With an error alike in every slot, real and imaginary.</summary>
    public static NoisySlots Of(double[] values, double variance)
    {
        double[] variances = new double[values.Length];
        Array.Fill(variances, variance);
        return new NoisySlots(values, variances, variances);
    }

    /// <summary>Largest imaginary part of any slot: of pairs the second value, of sums of pairs what is none of the sum. 0 where it is noise.</summary>
    public double LargestImaginary { get; init; }

    /// <summary>Largest absolute value of any slot, those that hold nothing of use included.</summary>
    public double Magnitude => double.Hypot(SlotArithmetic.Largest(Values), LargestImaginary);

    /// <summary>Largest standard deviation of any slot.</summary>
    public double Deviation => Math.Sqrt(SlotArithmetic.Largest(Variances));

    public double MeanSquare => Values.Sum(static value => value * value) / Values.Length;

    /// <summary>What becomes of the errors, real and imaginary ones alike.</summary>
    /// <param name="values">The result's slots.</param>
    /// <param name="variances">From an operand's variances to the result's.</param>
    public NoisySlots With(double[] values, Func<double[], double[]> variances)
    {
        double[] real = variances(Variances);
        double[] imaginary = Imaginary.Length == 0 ? Imaginary : ReferenceEquals(Variances, Imaginary) ? real : variances(Imaginary);
        return new NoisySlots(values, real, imaginary) { LargestImaginary = LargestImaginary };
    }

    /// <summary>The sum; of a value and itself, whose errors are one error.</summary>
    public NoisySlots Add(NoisySlots other) => ReferenceEquals(this, other)
        ? With(Array.ConvertAll(Values, static x => 2 * x), static variances => Array.ConvertAll(variances, static v => 4 * v))
        : new NoisySlots(
            SlotArithmetic.Add(Values, other.Values), SlotArithmetic.Add(Variances, other.Variances), SlotArithmetic.Add(Imaginary, other.Imaginary))
        {
            LargestImaginary = LargestImaginary + other.LargestImaginary,
        };

    /// <summary>The product.</summary>
    public NoisySlots Multiply(NoisySlots other) => new(
        SlotArithmetic.Multiply(Values, other.Values),
        Product(other, (Variances, other.Variances), (Variances, other.Variances)),
        Product(other, (Imaginary, other.Imaginary), (Variances, other.Imaginary)));

    /// <summary>The slots of pairs, whose imaginary errors are those of their second ciphertexts.</summary>
    /// <param name="values">The values of both ciphertexts of each pair.</param>
    /// <param name="variances">Of their errors.</param>
    public static NoisySlots OfPairs(double[] values, double[] variances) =>
        new(values, variances, []) { LargestImaginary = SlotArithmetic.Largest(values) };

    /// <summary>Neighbours as pairs: an imaginary error of one ciphertext is a real one of the other.</summary>
    /// <param name="slotCount">Slots of a ciphertext.</param>
    public NoisySlots InPairs(int slotCount) => OfPairs(Values, SlotArithmetic.Add(Variances, SlotBundle.SwapPairs(Imaginary, slotCount)));

    /// <summary>More noise in every slot.</summary>
    public NoisySlots Plus(double variance) => With(Values, variances => SlotArithmetic.AddScalar(variances, variance));

    // The errors of a square's operands are one error: (x + e)^2 = x^2 + 2 x e + e^2.
    private double[] Product(NoisySlots other, (double[] Mine, double[] Theirs) errors, (double[] Mine, double[] Theirs) squares)
    {
        double correlation = ReferenceEquals(this, other) ? 2 : 1;
        double[] variances = new double[Values.Length];
        SlotChunks.Run(variances.Length, (from, to) =>
        {
            for (int slot = from; slot < to; slot++)
            {
                double x = Values[slot];
                double y = other.Values[slot];
                double first = (x * x * errors.Theirs[slot]) + (y * y * errors.Mine[slot]);
                variances[slot] = correlation * (first + (squares.Mine[slot] * squares.Theirs[slot]));
            }
        });

        return variances;
    }
}
