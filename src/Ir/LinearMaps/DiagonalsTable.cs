using System.Collections.Generic;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>The generalized diagonals of a circuit's matrix products: finding them is slow, so each contraction's are found once and kept.</summary>
/// <remarks>Thread-safe: threads that ask for the same wait for the one that finds it.</remarks>
public sealed class DiagonalsTable
{
    private readonly Dictionary<Contraction, GeneralizedDiagonals> found = [];

    /// <inheritdoc cref="GeneralizedDiagonals.Of"/>
    public GeneralizedDiagonals Of(Contraction contraction)
    {
        lock (found)
        {
            if (!found.TryGetValue(contraction, out GeneralizedDiagonals? diagonals))
            {
                found[contraction] = diagonals = GeneralizedDiagonals.Of(contraction);
            }

            return diagonals;
        }
    }
}
