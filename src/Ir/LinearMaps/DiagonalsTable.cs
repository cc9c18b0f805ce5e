using System;
using System.Collections.Generic;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>The generalized diagonals of a circuit's matrix products and linear maps: finding them is slow, so each one's are found once and kept.</summary>
/// <remarks>Thread-safe: threads that ask for the same wait for the one that finds it.</remarks>
public sealed class DiagonalsTable
{
    private readonly Dictionary<Contraction, GeneralizedDiagonals> products = [];
    private readonly Dictionary<LinearMap, MapDiagonals> maps = [];

    /// <inheritdoc cref="GeneralizedDiagonals.Of"/>
    public GeneralizedDiagonals Of(Contraction contraction) => Found(products, contraction, GeneralizedDiagonals.Of);

    /// <summary>The diagonals of the map, whatever its dimensions are named.</summary>
    /// <inheritdoc cref="MapDiagonals.Of"/>
    public MapDiagonals Of(LinearMap map) => Found(maps, map.WithNamesByOrder(), MapDiagonals.Of);

    private static TFound Found<TKey, TFound>(Dictionary<TKey, TFound> table, TKey key, Func<TKey, TFound> find)
        where TKey : notnull
    {
        lock (table)
        {
            if (!table.TryGetValue(key, out TFound? found))
            {
                table[key] = found = find(key);
            }

            return found;
        }
    }
}
