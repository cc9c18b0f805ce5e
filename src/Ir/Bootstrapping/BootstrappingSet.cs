using System.Linq;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>Parameters under which a circuit may bootstrap, and what follows from them for a compiler.</summary>
/// <param name="Literal">The parameters.</param>
/// <param name="Least">Lowest level at which a bootstrap starts: slots-to-coefficients takes the levels below.</param>
/// <param name="Top">Highest level of a circuit's values, and of a bootstrap's result.</param>
/// <param name="LevelsAbove">Levels that coefficients-to-slots and the sine take above a bootstrap's target.</param>
/// <param name="Log2QP">Bits of all primes.</param>
/// <param name="PrecisionBits">-log2 of a bootstrap's error (standard deviation of a slot) relative to the bound of the slots.</param>
public sealed record BootstrappingSet(
    CkksParametersLiteral Literal, Level Least, Level Top, int LevelsAbove, double Log2QP, double PrecisionBits)
{
    /// <param name="literal">Parameters that bootstrap.</param>
    /// <param name="precisionBits">As <see cref="BootstrapPrecision"/> predicts.</param>
    public static BootstrappingSet Of(CkksParametersLiteral literal, double precisionBits)
    {
        BootstrappingLiteral bootstrapping = literal.Bootstrapping!;

        return new BootstrappingSet(
            literal,
            new Level(bootstrapping.SlotsToCoefficientsLevels),
            new Level(literal.Q.Count - 1 - bootstrapping.LevelsAboveTarget),
            bootstrapping.LevelsAboveTarget,
            SecurityTable.Log2(literal.Q.Concat(literal.P)),
            precisionBits);
    }
}
