using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Levels;

/// <summary>Levels between which bootstraps work.</summary>
/// <param name="Least">Lowest level at which one may start: slots-to-coefficients takes the levels below.</param>
/// <param name="Top">Highest level that one reaches, and that any value of the circuit has.</param>
public readonly record struct BootstrapRange(Level Least, Level Top);
