using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>Where each element of an operand lies, in all its copies: the first row, and how far the rows there are moved.</summary>
/// <remarks>Cost: ciphertexts x period x axes.</remarks>
internal sealed class MapSources
{
    private readonly Dictionary<long, MapPlace[][]> terms = new();
    private readonly MapPlace[][] none;
    private readonly int matrices;

    public MapSources(LinearMap map, RowStructure structure)
    {
        int count = map.Terms;
        matrices = map.Rows / count;
        none = Enumerable.Repeat(new MapPlace[0], count).ToArray();
        foreach (var element in new MapAddresses(map.Input, map, structure).Places().GroupBy(static place => (place.Shared, place.Row)))
        {
            long key = Key(element.Key.Shared, element.Key.Row / count);
            if (!terms.TryGetValue(key, out MapPlace[][]? found))
            {
                terms[key] = found = (MapPlace[][])none.Clone();
            }

            found[element.Key.Row % count] = element.ToArray();
        }
    }

    /// <summary>Every place of each term of a sum, by term; none where the operand does not hold it.</summary>
    /// <param name="shared">Its indices of the shared dimensions, as <see cref="MapPlace.Shared"/>.</param>
    /// <param name="matrix">Its index of those that W has as well; 0 without them.</param>
    public MapPlace[][] Of(long shared, int matrix) => terms.TryGetValue(Key(shared, matrix), out MapPlace[][]? found) ? found : none;

    private long Key(long shared, int matrix) => (shared * matrices) + matrix;
}
