using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;
using PowerSoftmax.Runtime.Kernels.Ntt;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>Where a pair of polynomials goes, and what is done to it on the way: something added, then an automorphism.</summary>
/// <param name="first">Destination of the first polynomial.</param>
/// <param name="second">Destination of the second.</param>
/// <param name="automorphism">Null for none.</param>
/// <param name="addends">Null for nothing to add.</param>
internal sealed class PairSink(RnsPolynomial first, RnsPolynomial second, AutomorphismTable? automorphism, PairAddends? addends)
{
    private const int BlockLength = 64;

    /// <summary>A place for rows that <see cref="Write"/> is called with: the destination itself where nothing moves.</summary>
    public PairTile Target(int limb, RowRange rows, SwitchScratch scratch) => automorphism is null
        ? new PairTile(first.Residues(limb).Tile(rows), second.Residues(limb).Tile(rows))
        : new PairTile(RowTiles.Room(scratch.PairTiles[0]), RowTiles.Room(scratch.PairTiles[1]));

    /// <summary>Takes rows that were put into <see cref="Target"/>; they are changed.</summary>
    /// <param name="limb">Limb of the destination.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="tile">The rows, balanced.</param>
    public void Write(int limb, RowRange rows, PairTile tile)
    {
        for (int polynomial = 0; polynomial < 2; polynomial++)
        {
            RnsPolynomial destination = Destination(polynomial);
            addends?.AddTo(polynomial, destination.PrimeIndex(limb), rows, tile[polynomial]);

            if (automorphism is not null)
            {
                Permutation.RunBlocks(
                    tile[polynomial],
                    rows.First * NttConstants.RowLength / BlockLength,
                    automorphism.Indices,
                    automorphism.BlockTargets,
                    destination.Residues(limb));
            }
        }
    }

    private RnsPolynomial Destination(int polynomial) => polynomial == 0 ? first : second;
}
