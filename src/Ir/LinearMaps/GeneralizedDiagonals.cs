using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>
/// The generalized diagonals of a packed matrix product: for each rotation k, the slot vector d_k with
/// y = sum over k of d_k * rotate(x, k). Halevi and Shoup, "Algorithms in HElib", CRYPTO 2014, section 4.3.
/// </summary>
/// <remarks>
/// Where the operand is repeated, the copy is read that asks for the fewest rotations (<see cref="CopyChoice"/>): there are no more
/// of them than rows, padded to a power of two. Cost to build: slots x rows.
/// </remarks>
public sealed class GeneralizedDiagonals
{
    private readonly SortedDictionary<int, List<DiagonalEntry>> entries = new();

    private GeneralizedDiagonals(int slotCount) => SlotCount = slotCount;

    public int SlotCount { get; }

    /// <summary>The rotations (0 … slots - 1, to the left) that have a diagonal, ascending.</summary>
    public IReadOnlyCollection<int> Rotations => entries.Keys;

    /// <summary>Finds the diagonals of a contraction; the weight's values are not needed.</summary>
    /// <exception cref="IrException">The layouts do not describe a contraction.</exception>
    public static GeneralizedDiagonals Of(Contraction contraction)
    {
        GeneralizedDiagonals diagonals = new(contraction.Output.SlotCount);
        ContractionGeometry geometry = new(contraction);
        for (int slot = 0; slot < contraction.Output.SlotCount; slot++)
        {
            if (geometry.TryLocate(slot, out int column))
            {
                diagonals.AddSlot(geometry, slot, column);
            }
        }

        return diagonals;
    }

    /// <summary>The terms of one rotation.</summary>
    /// <param name="rotation">One of <see cref="Rotations"/>.</param>
    public IReadOnlyList<DiagonalEntry> Entries(int rotation) => entries[rotation];

    /// <summary>The diagonal for one rotation: weight values in the slots that use it, zero elsewhere.</summary>
    /// <param name="rotation">One of <see cref="Rotations"/>.</param>
    /// <param name="weight">W, of shape rows x columns.</param>
    public double[] Values(int rotation, Tensor weight)
    {
        double[] values = new double[SlotCount];
        int columns = weight.Shape[1];
        foreach (DiagonalEntry entry in entries[rotation])
        {
            values[entry.Slot] = weight.Values[(entry.Row * columns) + entry.Column];
        }

        return values;
    }

    /// <summary>Applies the product to a slot vector in the clear.</summary>
    public double[] Apply(double[] slots, Tensor weight)
    {
        double[] result = new double[SlotCount];
        int columns = weight.Shape[1];
        foreach (KeyValuePair<int, List<DiagonalEntry>> diagonal in entries)
        {
            foreach (DiagonalEntry entry in diagonal.Value)
            {
                result[entry.Slot] += weight.Values[(entry.Row * columns) + entry.Column] * slots[(entry.Slot + diagonal.Key) & (SlotCount - 1)];
            }
        }

        return result;
    }

    private void AddSlot(ContractionGeometry geometry, int slot, int column)
    {
        for (int row = 0; row < geometry.Rows; row++)
        {
            if (!geometry.TryRotate(slot, row, out int rotation))
            {
                continue;
            }

            if (!entries.TryGetValue(rotation, out List<DiagonalEntry>? list))
            {
                entries[rotation] = list = new List<DiagonalEntry>();
            }

            list.Add(new DiagonalEntry(slot, row, column));
        }
    }
}
