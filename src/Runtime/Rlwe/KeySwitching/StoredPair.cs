using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Kernels.Ntt;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>Two polynomials over the extended basis of a level, in memory.</summary>
internal sealed class StoredPair(RlweParameters parameters, Level level, RnsPolynomial first, RnsPolynomial second) : IPairRows
{
    public void Raise(ReadOnlySpan<int> primeIndices, SwitchScratch scratch)
    {
    }

    public PairTile Read(GroupPrime prime, RowRange rows, SwitchScratch scratch, PairTile target)
    {
        PairTile limbs = Limbs(prime.Index);

        return new PairTile(limbs.First.Tile(rows), limbs.Second.Tile(rows));
    }

    public PairTile? Stored(int primeIndex) => Limbs(primeIndex);

    private PairTile Limbs(int primeIndex)
    {
        int limb = parameters.ExtendedLimb(level, primeIndex);

        return new PairTile(first.Residues(limb), second.Residues(limb));
    }
}
