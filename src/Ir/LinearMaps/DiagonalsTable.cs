using System.Collections.Generic;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>The generalized diagonals of a circuit's linear maps: finding them is slow, so each one's are found once and kept.</summary>
/// <remarks>Thread-safe: threads that ask for the same wait for the one that finds it.</remarks>
public sealed class DiagonalsTable
{
    private readonly Dictionary<LinearMap, MapDiagonals> maps = [];

    /// <summary>The diagonals of the map, whatever its dimensions are named.</summary>
    /// <inheritdoc cref="MapDiagonals.Of"/>
    public MapDiagonals Of(LinearMap map)
    {
        LinearMap key = map.WithNamesByOrder();
        lock (maps)
        {
            if (!maps.TryGetValue(key, out MapDiagonals? found))
            {
                maps[key] = found = MapDiagonals.Of(key);
            }

            return found;
        }
    }
}
