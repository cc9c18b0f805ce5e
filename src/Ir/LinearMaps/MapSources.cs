using System.Collections.Generic;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>Where each element of an operand lies, in all its copies: the first row, and how far the rows there are moved.</summary>
/// <remarks>Cost: ciphertexts x period x axes.</remarks>
internal sealed class MapSources
{
    private readonly Dictionary<long, List<MapPlace>> places = new();
    private readonly int rows;

    public MapSources(LinearMap map, RowStructure structure)
    {
        MapAddresses addresses = new(map.Input, map, structure);
        rows = map.Rows;
        foreach (MapPlace place in addresses.Places())
        {
            long key = Key(place.Shared, place.Row);
            if (!places.TryGetValue(key, out List<MapPlace>? list))
            {
                places[key] = list = new List<MapPlace>();
            }

            list.Add(place);
        }
    }

    /// <summary>Every place of an element; none where the operand does not hold it.</summary>
    /// <param name="shared">Its indices of the shared dimensions, as <see cref="MapPlace.Shared"/>.</param>
    /// <param name="row">Its index of the contracted one.</param>
    public IReadOnlyList<MapPlace> Of(long shared, int row) => places.TryGetValue(Key(shared, row), out List<MapPlace>? list) ? list : [];

    private long Key(long shared, int row) => (shared * rows) + row;
}
