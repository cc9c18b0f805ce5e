using System.Collections.Generic;
using System.Linq;
#if NET
using System.Threading.Tasks;
#endif
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>Applies a linear map in the clear, diagonal by diagonal: for maps that repeat too seldom for <see cref="RepeatedMapKernel"/>.</summary>
/// <remarks>An element is summed in the order of the diagonals, whatever the threads are. Large maps use all processors, a ciphertext of the result each.</remarks>
internal sealed class MapKernel(MapDiagonals map, double[] slots, Tensor? weight)
{
    // A diagonal with fewer entries in a period is not worth a vector of it.
    private const int FewestOfPeriod = 8;

    private readonly int slotCount = map.Map.Input.SlotCount;
    private readonly double[] result = new double[map.Map.Output.AddressCount];

    public double[] Run()
    {
        MapDiagonal[][] outputs = map.Diagonals.GroupBy(static diagonal => diagonal.Output).Select(static output => output.ToArray()).ToArray();
#if NET
        Parallel.For(0, outputs.Length, output => Apply(outputs[output]));
#else
        foreach (MapDiagonal[] output in outputs)
        {
            Apply(output);
        }
#endif
        return result;
    }

    private void Apply(IEnumerable<MapDiagonal> diagonals)
    {
        foreach (MapDiagonal diagonal in diagonals)
        {
            if (diagonal.Entries.Count * FewestOfPeriod >= map.Period)
            {
                ApplyWhole(diagonal);
            }
            else
            {
                ApplyEntries(diagonal);
            }
        }
    }

    private void ApplyWhole(MapDiagonal diagonal)
    {
        double[] values = map.Values(diagonal, weight);
        int target = diagonal.Output * slotCount;
        int source = diagonal.Input * slotCount;
        for (int row = 0; row < slotCount; row += map.Period)
        {
            // The rotated row may come round at the end of the slots.
            int start = (row + diagonal.Rotation) & (slotCount - 1);
            int first = System.Math.Min(map.Period, slotCount - start);
            ScaledSums.Add(result, target + row, values, 0, slots, source + start, first);
            ScaledSums.Add(result, target + row + first, values, first, slots, source, map.Period - first);
        }
    }

    private void ApplyEntries(MapDiagonal diagonal)
    {
        int target = diagonal.Output * slotCount;
        int source = diagonal.Input * slotCount;
        foreach (DiagonalEntry entry in diagonal.Entries)
        {
            double factor = map.Weight(weight, entry);
            for (int slot = entry.Slot; slot < slotCount; slot += map.Period)
            {
                result[target + slot] += factor * slots[source + ((slot + diagonal.Rotation) & (slotCount - 1))];
            }
        }
    }
}
