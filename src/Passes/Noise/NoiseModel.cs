using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Noise;

/// <summary>Variances of the errors that CKKS operations add to a real slot, in units of the message.</summary>
/// <remarks>
/// A coefficient error of variance v gives every slot's real part the variance N v / 2. The secret is dense ternary (variance 2/3
/// a coefficient), errors have sigma 3.2, roundings are uniform. The average-case analysis of Costache, Curtis, Hales, Murphy,
/// Ogilvie, Player, "On the precision loss in approximate homomorphic encryption", eprint 2022/162.
/// </remarks>
/// <param name="parameters">Of the circuit.</param>
/// <param name="bootstrapBits">-log2 of a bootstrap's error relative to its bound; unused where nothing is bootstrapped.</param>
public sealed class NoiseModel(CkksParameterSet parameters, double bootstrapBits = 20)
{
    private const double ErrorVariance = 3.2 * 3.2;
    private const double RoundingVariance = 1.0 / 12;

    public CkksParameterSet Parameters { get; } = parameters;

    private double N => Parameters.N;

    /// <summary>Rounding of c0 + c1 s where both polynomials were rounded.</summary>
    private double CiphertextRounding => RoundingVariance * (1 + (2 * N / 3));

    /// <summary>Encoding and public-key encryption modulo QP: dividing by P leaves its rounding and hardly anything of the errors.</summary>
    public double Fresh(Scale scale)
    {
        double log2P = SecurityTable.Log2(Parameters.P);
        double errors = ErrorVariance * (1 + (4 * N / 3)) * Math.Pow(2, -2 * log2P);

        return Slot(RoundingVariance + errors + CiphertextRounding, scale);
    }

    /// <summary>The rounding of a plaintext's coefficients.</summary>
    public double Encoding(Scale scale) => Slot(RoundingVariance, scale);

    /// <param name="scale">Scale after the division.</param>
    public double Rescale(Scale scale) => Slot(CiphertextRounding, scale);

    /// <summary>Inner product of the digits with the key's errors, divided by P, and the rounding of that division.</summary>
    /// <param name="level">Level of the ciphertext.</param>
    /// <param name="scale">Its scale.</param>
    public double KeySwitch(Level level, Scale scale) => KeySwitchLazy(level, scale) + Slot(CiphertextRounding, scale);

    /// <summary>The same without the rounding, where the division by P comes later.</summary>
    /// <param name="level">Level of the ciphertext.</param>
    /// <param name="scale">Its scale.</param>
    public double KeySwitchLazy(Level level, Scale scale)
    {
        double log2P = SecurityTable.Log2(Parameters.P);
        double digits = 0;
        for (int first = 0; first < level.LimbCount; first += Parameters.DigitSize)
        {
            int count = Math.Min(Parameters.DigitSize, level.LimbCount - first);
            double ratio = Math.Pow(2, SecurityTable.Log2(Parameters.Q.Skip(first).Take(count)) - log2P);

            // Extending a digit's basis without a correction adds up to half its modulus a prime.
            digits += RoundingVariance * ratio * ratio * count;
        }

        return Slot(N * ErrorVariance * digits, scale);
    }

    /// <summary>A bootstrap's error is a share of the bound of the slots, whatever the slot.</summary>
    public double Bootstrap(double bound) => Math.Pow(bound * Math.Pow(2, -bootstrapBits), 2);

    private double Slot(double coefficientVariance, Scale scale) => N / 2 * coefficientVariance / (scale.Value * scale.Value);
}
