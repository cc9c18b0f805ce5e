using System.Collections.Generic;
using System.Linq;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>The rotations of a contraction's generalized diagonals, without their entries.</summary>
/// <remarks>
/// Where operand and result have the same address bits for the same index, every value of these bits gives the same rotations: one
/// is looked at. Cost: slots / 2^(such bits) x rows, against slots x rows for <see cref="GeneralizedDiagonals.Of"/>.
/// </remarks>
internal static class ContractionRotations
{
    /// <summary>Rotations to the left, 0 … slots - 1, ascending; those of <see cref="GeneralizedDiagonals.Rotations"/>.</summary>
    public static IReadOnlyList<int> Of(Contraction contraction)
    {
        int slots = contraction.Output.SlotCount;
        ContractionGeometry geometry = new(contraction);
        int repeated = geometry.RepeatedBits;
        bool[] found = new bool[slots];
        for (int slot = 0; slot < slots; slot++)
        {
            if ((slot & repeated) == 0 && geometry.TryLocate(slot, out _))
            {
                Mark(geometry, slot, found);
            }
        }

        return Enumerable.Range(0, slots).Where(rotation => found[rotation]).ToList();
    }

    private static void Mark(ContractionGeometry geometry, int slot, bool[] found)
    {
        for (int row = 0; row < geometry.Rows; row++)
        {
            if (geometry.TryRotate(slot, row, out int rotation))
            {
                found[rotation] = true;
            }
        }
    }
}
