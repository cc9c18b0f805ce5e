using System.Numerics;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Levels;

/// <summary>What the splits of a matrix cost relative to each other, before levels and parameters are known.</summary>
/// <remarks>
/// As the shipped table prices them in the ring of the slots at one level with one number of special primes. What dividing a baby rotation costs and a
/// giant rotation saves stands to what a product saves as 47 to 1 there, with periodic plaintexts at N = 2^16, and as 23 to 55 at levels 2 to 10.
/// </remarks>
/// <param name="slotCount">Slots of a ciphertext.</param>
internal sealed class SplitPrices(int slotCount)
{
    private const int SpecialPrimes = 6;

    private static readonly Level Level = new(8);

    private static readonly CostTable Shipped = CostTable.Default();

    private readonly StructuredCosts costs = new(new CostModel(Shipped, BitOperations.Log2((uint)slotCount) + 1, SpecialPrimes));

    /// <summary>Milliseconds without encoding.</summary>
    public double Of(MatrixSplit split) => costs.MatrixProduct(split.Work, Level).Milliseconds;
}
