using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Ntt;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>How polynomials in NTT form are worked on when several steps are done on each piece while it is in cache.</summary>
internal static class RowTiles
{
    /// <summary>Most rows of 256 residues in a tile. More of them cost cache, fewer cost a start of every stream of memory a tile.</summary>
    private const int MaxRows = 16;

    /// <summary>Tiles of a polynomial.</summary>
    public static int Count(int degree) => degree / Length(degree);

    /// <summary>Residues in a tile.</summary>
    public static int Length(int degree) => RowsIn(degree) * NttConstants.RowLength;

    /// <summary>The rows of a tile.</summary>
    public static RowRange Rows(int tile, int degree) => new(tile * RowsIn(degree), (tile + 1) * RowsIn(degree));

    /// <summary>The first rows of a limb, as room for a tile.</summary>
    public static Residues Room(Residues limb) => limb.Slice(0, Length(limb.Length));

    /// <summary>A tile of a whole limb.</summary>
    public static Residues Tile(this Residues limb, RowRange rows) =>
        limb.Slice(rows.First * NttConstants.RowLength, (rows.End - rows.First) * NttConstants.RowLength);

    private static int RowsIn(int degree) => Math.Min(MaxRows, degree / NttConstants.RowLength);
}
