using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Ntt;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>Where a pair of polynomials goes, and the automorphism that is done to it on the way.</summary>
/// <param name="first">Destination of the first polynomial.</param>
/// <param name="second">Destination of the second.</param>
/// <param name="automorphism">Null for none.</param>
internal sealed class PairSink(RnsPolynomial first, RnsPolynomial second, AutomorphismTable? automorphism = null)
{
    private const int BlockLength = 64;

    private readonly bool isLarge = LargeCopy.Pays(2 * first.LimbCount, first.Ring.Degree);

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
        if (automorphism is not null)
        {
            Permute(automorphism, rows, tile.First, first.Residues(limb));
            Permute(automorphism, rows, tile.Second, second.Residues(limb));
        }
    }

    private void Permute(AutomorphismTable table, RowRange rows, Residues tile, Residues destination) => Permutation.RunBlocks(
        tile, rows.First * NttConstants.RowLength / BlockLength, table.BlockIndices, table.BlockTargets, destination, isLarge);
}
