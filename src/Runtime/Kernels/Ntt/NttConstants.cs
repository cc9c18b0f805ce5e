namespace PowerSoftmax.Runtime.Kernels.Ntt;

/// <summary>What a transform needs to know of its ring and prime: sizes, modulus, addresses of its twiddle tables.</summary>
/// <remarks>
/// N = Rows x 256, stored row by row. <see cref="Heap"/>[k] for k = 1 .. 4 Rows - 1 is the twiddle of block k of the
/// standard radix-2 tree (children of k: 2k and 2k + 1). <see cref="Blocks"/> holds 64 doubles for every 64 residues:
/// at 1..7 the tree below block N/64 + b, then seven groups of eight, the same trees below its eight grandgrandchildren.
/// </remarks>
internal readonly unsafe struct NttConstants(int rows, Modulus modulus, double* heap, double* blocks)
{
    /// <summary>Residues in a row.</summary>
    public const int RowLength = 256;

    /// <summary>Doubles in a strip of columns: four cache lines.</summary>
    public const int StripWidth = 32;

    /// <summary>Strips of a polynomial.</summary>
    public const int StripCount = RowLength / StripWidth;

    public readonly int Rows = rows;
    public readonly double P = modulus.P;
    public readonly double PInverse = modulus.PInverse;
    public readonly double* Heap = heap;
    public readonly double* Blocks = blocks;

    /// <summary>Doubles in a strip.</summary>
    public int StripLength => Rows * StripWidth;
}
