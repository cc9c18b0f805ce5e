namespace PowerSoftmax.Runtime.Kernels.Embedding;

/// <summary>The roots that the kernels of the canonical embedding read.</summary>
/// <remarks>
/// <see cref="Heap"/>: root 2^l + b belongs to block b of level l, which splits X^h - w^2 into X^(h/2) - w and X^(h/2) + w.
/// <see cref="Blocks"/>: for every block of 64 the roots of its three last levels, seven groups of eight, one for each row.
/// </remarks>
internal readonly struct EmbeddingConstants(ComplexPointer heap, ComplexPointer blocks)
{
    /// <summary>Values that are transformed within one block.</summary>
    public const int BlockLength = 64;

    /// <summary>Roots of a block in <see cref="Blocks"/>.</summary>
    public const int BlockRoots = 56;

    public readonly ComplexPointer Heap = heap;

    public readonly ComplexPointer Blocks = blocks;
}
