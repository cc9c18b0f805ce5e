using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Ntt;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>The inner product of digits with an evaluation key, modulo QP and times P, plus P times what is added; computed where it is read.</summary>
internal sealed class GadgetRows(RlweParameters parameters, IDigits digits, EvaluationKey key, PairAddends addends) : IPairRows
{
    public void Raise(ReadOnlySpan<int> primeIndices, SwitchScratch scratch) => digits.Raise(primeIndices, scratch);

    public PairTile? Stored(int primeIndex) => null;

    public PairTile Read(GroupPrime prime, RowRange rows, SwitchScratch scratch, PairTile target)
    {
        int limb = key.LimbOf(prime.Index);
        Span<Residues> row = stackalloc Residues[digits.DigitCount];
        Span<Residues> masked = stackalloc Residues[row.Length];
        Span<Residues> uniform = stackalloc Residues[row.Length];

        for (int digit = 0; digit < row.Length; digit++)
        {
            masked[digit] = key.Masked(digit).Residues(limb).Tile(rows);
            uniform[digit] = key.Uniform(digit).Residues(limb).Tile(rows);
        }

        for (int digit = 0; digit < row.Length; digit++)
        {
            row[digit] = digits.Rows(digit, prime, rows, scratch);
        }

        PairTile added = addends.Rows(prime.Index, rows);
        InnerProductOperands operands = new(row, masked, uniform)
        {
            AddendY = added.First,
            AddendZ = added.Second,
            AddendWeight = parameters.SpecialProduct(Math.Min(prime.Index, parameters.FirstSpecial - 1)),
        };
        RingOperations.InnerProductRow(parameters.Ring, operands, target.First, target.Second, prime.Index);

        return target;
    }
}
