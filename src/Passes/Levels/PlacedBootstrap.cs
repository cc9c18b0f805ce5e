using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Levels;

/// <summary>A bootstrap of one value.</summary>
/// <param name="Target">Level of the raised copy.</param>
/// <param name="Bound">Largest absolute value of any slot.</param>
public readonly record struct PlacedBootstrap(Level Target, double Bound);
