using System.Collections.Generic;
using System.Linq;
#if NET
using System.Threading.Tasks;
#endif
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>Applies a linear map in the clear whose diagonals repeat often: a sparse matrix times all repeats of the operand's slots.</summary>
/// <remarks>
/// The repeats of a slot lie side by side and twice in a row, so that a rotation that carries into the next repeat is another place to begin. An element is
/// summed in the order of the diagonals, as in <see cref="MapKernel"/>: the same bits. Cost: entries of a period x repeats multiply-adds on all processors.
/// Immutable.
/// </remarks>
internal sealed class RepeatedMapKernel
{
    /// <summary>Fewest periods in the slots of a ciphertext; a vector has as many.</summary>
    public const int FewestRepeats = 8;

    private const int SlotsAtOnce = 16;

    private readonly MapDiagonals map;
    private readonly int repeats;
    private readonly int[] begins;
    private readonly int[] sources;
    private readonly int[] weights;

    /// <param name="map">Of at least <see cref="FewestRepeats"/> periods.</param>
    public RepeatedMapKernel(MapDiagonals map)
    {
        this.map = map;
        repeats = map.Map.Input.SlotCount / map.Period;
        begins = new int[(map.Map.Output.CiphertextCount * map.Period) + 1];
        foreach (MapDiagonal diagonal in map.Diagonals)
        {
            foreach (DiagonalEntry entry in diagonal.Entries)
            {
                begins[Target(diagonal, entry) + 1]++;
            }
        }

        for (int target = 1; target < begins.Length; target++)
        {
            begins[target] += begins[target - 1];
        }

        sources = new int[begins[begins.Length - 1]];
        weights = new int[sources.Length];
        Fill();
    }

    /// <param name="slots">Of all ciphertexts of the operand.</param>
    /// <param name="weight">W, rows x columns; null for ones.</param>
    public double[] Run(double[] slots, Tensor? weight)
    {
        double[] columns = Transposed(slots);
        double[] result = new double[map.Map.Output.AddressCount];
        int blocks = (begins.Length - 1 + SlotsAtOnce - 1) / SlotsAtOnce;
#if NET
        Parallel.For(0, blocks, block => Sum(columns, weight?.Values, result, block));
#else
        for (int block = 0; block < blocks; block++)
        {
            Sum(columns, weight?.Values, result, block);
        }
#endif
        return result;
    }

    private int Target(MapDiagonal diagonal, DiagonalEntry entry) => (diagonal.Output * map.Period) + entry.Slot;

    /// <summary>Where a slot of the operand lies for the first time among all repeats.</summary>
    private int Column(int ciphertext, int slot) => (2 * repeats * ((ciphertext * map.Period) + (slot % map.Period))) + (slot / map.Period);

    private void Fill()
    {
        int[] next = begins.Take(begins.Length - 1).ToArray();
        foreach (MapDiagonal diagonal in map.Diagonals)
        {
            foreach (DiagonalEntry entry in diagonal.Entries)
            {
                int place = next[Target(diagonal, entry)]++;
                int slot = (entry.Slot + diagonal.Rotation) & (map.Map.Input.SlotCount - 1);
                sources[place] = Column(diagonal.Input, slot);
                weights[place] = map.WeightIndex(entry);
            }
        }
    }

    private double[] Transposed(double[] slots)
    {
        double[] columns = new double[2 * slots.Length];
        int slotCount = map.Map.Input.SlotCount;
        for (int address = 0; address < slots.Length; address++)
        {
            int column = Column(address / slotCount, address % slotCount);
            columns[column] = columns[column + repeats] = slots[address];
        }

        return columns;
    }

    private void Sum(double[] columns, double[]? values, double[] result, int block)
    {
        double[] sum = new double[repeats];
        int end = System.Math.Min((block + 1) * SlotsAtOnce, begins.Length - 1);
        for (int target = block * SlotsAtOnce; target < end; target++)
        {
            ScaledSums.Gather(sum, columns, new SparseRow(sources, weights, begins[target], begins[target + 1], values));
            int first = (target / map.Period * map.Map.Output.SlotCount) + (target % map.Period);
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                result[first + (repeat * map.Period)] = sum[repeat];
            }
        }
    }
}
