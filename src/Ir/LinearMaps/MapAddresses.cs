using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>Reads the first row of every ciphertext of an operand's or a result's layout.</summary>
/// <remarks>Indices that rows count go with the row and are not looked at here, except along the highest rows, where they say how far those are moved.</remarks>
internal sealed class MapAddresses
{
    private readonly Layout layout;
    private readonly AddressReader reader;
    private readonly int period;
    private readonly int along;
    private readonly int contracted;
    private readonly int produced;
    private readonly (int Index, int Extent)[] shared;

    public MapAddresses(Layout layout, LinearMap map, RowStructure structure)
    {
        this.layout = layout;
        reader = new AddressReader(layout);
        period = structure.Period;
        along = IndexOf(structure.Along);
        contracted = IndexOf(map.Contracted);
        produced = IndexOf(map.Produced);
        shared = map.Shared.Where(name => !structure.Dimensions.Contains(name))
            .Select(name => (layout.DimensionIndex(name), layout.Dimension(name).Extent)).ToArray();
    }

    /// <summary>Every slot of the first rows that holds an element, by ascending address.</summary>
    public IEnumerable<MapPlace> Places()
    {
        for (int ciphertext = 0; ciphertext < layout.CiphertextCount; ciphertext++)
        {
            for (int slot = 0; slot < period; slot++)
            {
                if (TryRead(ciphertext, slot, out MapPlace place))
                {
                    yield return place;
                }
            }
        }
    }

    private bool TryRead(int ciphertext, int slot, out MapPlace place)
    {
        place = default;
        if (reader.Read((ciphertext * layout.SlotCount) + slot) is not null || !IsHeld(contracted) || !IsHeld(produced))
        {
            return false;
        }

        long key = 0;
        foreach ((int index, int extent) in shared)
        {
            if (reader.Index[index] >= extent)
            {
                return false;
            }

            key = (key * extent) + reader.Index[index];
        }

        place = new MapPlace(ciphertext, slot, At(along), key, At(contracted), At(produced));
        return true;
    }

    private bool IsHeld(int dimension) => dimension < 0 || reader.Index[dimension] < layout.Dimensions[dimension].Extent;

    private int At(int dimension) => dimension < 0 ? 0 : reader.Index[dimension];

    private int IndexOf(string? dimension) => dimension is null ? -1 : layout.DimensionIndex(dimension);
}
