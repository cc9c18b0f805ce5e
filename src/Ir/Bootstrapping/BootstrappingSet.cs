using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>Parameters under which a circuit may bootstrap, and what follows from them for a compiler.</summary>
/// <param name="Literal">The parameters.</param>
/// <param name="Least">Lowest level at which a bootstrap starts: slots-to-coefficients takes the levels below.</param>
/// <param name="Top">Highest level of a circuit's values, and of a bootstrap's result.</param>
/// <param name="LevelsAbove">Levels that coefficients-to-slots and the modular reduction take above a bootstrap's target.</param>
/// <param name="Log2QP">Bits of all primes.</param>
/// <param name="PrecisionBits">-log2 of a bootstrap's error (standard deviation of a slot) relative to the bound of the slots.</param>
public sealed record BootstrappingSet(
    CkksParametersLiteral Literal, Level Least, Level Top, int LevelsAbove, double Log2QP, double PrecisionBits);
