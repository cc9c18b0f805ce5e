using System.Globalization;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>How a parameter set bootstraps: what its highest and lowest levels are reserved for.</summary>
/// <remarks>
/// Of the chain q0 … qL the primes q1 … q_S serve slots-to-coefficients, the highest ones, from the top down, coefficients-to-slots and
/// the sine; circuits use the levels between. Slots-to-coefficients comes first: it then works on few primes. The derivation
/// of every number is in docs/bootstrapping.md. Bossuat, Mouchet, Troncoso-Pastoriza, Hubaux, eprint 2020/1203; Bossuat,
/// Troncoso-Pastoriza, Hubaux, eprint 2022/024 (sparse-secret encapsulation).
/// </remarks>
public sealed record BootstrappingLiteral
{
    /// <summary>The literal that bears a claim: a larger one takes a larger ephemeral weight, so a cosine over a longer interval.</summary>
    /// <remarks>
    /// Degree 63 and two double angles take as many levels as degree 31 and three, and reach |x| = 24.75 of weight 48 with the same error.
    /// What a weight is worth is in <see cref="EphemeralTable"/>.
    /// </remarks>
    public static BootstrappingLiteral For(SecurityLevel claim) => claim == SecurityLevel.Bits192
        ? new BootstrappingLiteral { EphemeralWeight = 48, CosineDegree = 63, DoubleAngles = 2 }
        : new BootstrappingLiteral();

    /// <summary>The literal of 128 bits for a number of slots: fewer slots need fewer levels for the transforms, which then go to circuits or special primes.</summary>
    public static BootstrappingLiteral ForSlots(int logSlots) => logSlots switch
    {
        > 12 => new BootstrappingLiteral(),
        > 8 => new BootstrappingLiteral { CoefficientsToSlotsLevels = 3 },
        > 4 => new BootstrappingLiteral { SlotsToCoefficientsLevels = 2, CoefficientsToSlotsLevels = 2 },
        _ => new BootstrappingLiteral { SlotsToCoefficientsLevels = 1, CoefficientsToSlotsLevels = 1 },
    };

    /// <summary>Rescales of slots-to-coefficients, S: 1 to 4.</summary>
    public int SlotsToCoefficientsLevels { get; init; } = 3;

    /// <summary>Rescales of coefficients-to-slots: 1 to 5.</summary>
    public int CoefficientsToSlotsLevels { get; init; } = 4;

    /// <summary>Degree of the Chebyshev series of the cosine: 7 to 127.</summary>
    public int CosineDegree { get; init; } = 31;

    /// <summary>Applications of cos 2x = 2 cos^2 x - 1 after the series: 0 to 4.</summary>
    public int DoubleAngles { get; init; } = 3;

    /// <summary>Degree of the arcsine after the sine: 1 (none), 3, 5 or 7.</summary>
    public int ArcsineDegree { get; init; } = 3;

    /// <summary>Base-2 logarithm of q0 over the largest message: 4 to 14. The smaller, the less the noise counts, and the more the sine is bent.</summary>
    public int LogMessageRatio { get; init; } = 6;

    /// <summary>Base-2 logarithm of the scale inside sine and coefficients-to-slots, and the size of their primes: 30 to 48.</summary>
    public int LogScale { get; init; } = 48;

    /// <summary>Nonzero coefficients of the ephemeral secret that the modulus is raised under: 8 to 64, as many as the claim needs (<see cref="EphemeralTable"/>).</summary>
    public int EphemeralWeight { get; init; } = 32;

    /// <summary>Rescales of the sine.</summary>
    public int SineLevels => PatersonStockmeyerCost.Levels(CosineDegree) + DoubleAngles + PatersonStockmeyerCost.Levels(ArcsineDegree);

    /// <summary>Rescales between the raised modulus and the result.</summary>
    public int LevelsAboveTarget => SineLevels + CoefficientsToSlotsLevels;

    /// <summary>
    /// Largest |I + m / q0| over the coefficients m + I q0 of a raised ciphertext: (h + 1) / 2 and the message. It holds always, not
    /// only with high probability, because |c0 + c1 s| is at most (1 + h) q0 / 2; a quarter covers message and noise.
    /// </summary>
    public double MaxOverflow => ((EphemeralWeight + 1) / 2.0) + 0.25;

    /// <summary>The stable text form: <c>stc:3,cts:4,cosine:31,doublings:3,arcsine:3,ratio:6,scale:48,weight:32</c>.</summary>
    public string ToText() => string.Format(
        CultureInfo.InvariantCulture,
        "stc:{0},cts:{1},cosine:{2},doublings:{3},arcsine:{4},ratio:{5},scale:{6},weight:{7}",
        SlotsToCoefficientsLevels,
        CoefficientsToSlotsLevels,
        CosineDegree,
        DoubleAngles,
        ArcsineDegree,
        LogMessageRatio,
        LogScale,
        EphemeralWeight);

    public override string ToString() => ToText();
}
