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
    private readonly (int Index, int Size)[] along;
    private readonly (int Index, int Extent)[] indexed;
    private readonly (int Index, int Extent)[] contracted;
    private readonly int terms;
    private readonly int parts;
    private readonly (int Index, int Extent)[] produced;
    private readonly (int Index, int Extent)[] shared;

    public MapAddresses(Layout layout, LinearMap map, RowStructure structure)
    {
        this.layout = layout;
        reader = new AddressReader(layout);
        period = structure.Period;
        along = structure.Along.Select(name => (layout.DimensionIndex(name), layout.Dimension(name).Size)).ToArray();
        indexed = Extents(map.Indexed);
        contracted = Extents(map.Contracted);
        terms = map.Terms;
        parts = map.Parts is string name ? layout.DimensionIndex(name) : -1;
        produced = Extents(map.Produced);
        shared = Extents(map.Shared.Where(name => !structure.Dimensions.Contains(name)));
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
        if (reader.Read((ciphertext * layout.SlotCount) + slot) is not null
            || !TryNumber(shared, out long key) || !TryNumber(indexed, out long matrix) || !TryNumber(contracted, out long row) || !TryNumber(produced, out long column))
        {
            return false;
        }

        // Rows move all indices along them by one: what they are apart stays.
        int shift = along.Length == 0 ? 0 : reader.Index[along[0].Index];
        for (int i = 1; i < along.Length; i++)
        {
            (int index, int size) = along[i];
            key = (key * size) + ((reader.Index[index] - shift + size) % size);
        }

        place = new MapPlace(ciphertext, slot, shift, key, (int)((matrix * terms) + row), (int)column, parts < 0 ? 0 : reader.Index[parts]);
        return true;
    }

    /// <summary>Indices as one number, row-major; false where one is padding.</summary>
    private bool TryNumber((int Index, int Extent)[] dimensions, out long number)
    {
        number = 0;
        foreach ((int index, int extent) in dimensions)
        {
            if (reader.Index[index] >= extent)
            {
                return false;
            }

            number = (number * extent) + reader.Index[index];
        }

        return true;
    }

    /// <summary>Those of the dimensions that this layout has.</summary>
    private (int Index, int Extent)[] Extents(IEnumerable<string> names) => names.Where(name => layout.DimensionIndex(name) >= 0)
        .Select(name => (layout.DimensionIndex(name), layout.Dimension(name).Extent)).ToArray();
}
