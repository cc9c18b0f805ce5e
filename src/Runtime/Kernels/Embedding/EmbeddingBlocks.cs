using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Embedding;

/// <summary>The last six levels of the embedding, within blocks of 64: three across rows of eight, a transposition, three more.</summary>
/// <remarks>A block stays transposed, so that all levels work on whole lanes; the order of slots takes that into account.</remarks>
internal static unsafe class EmbeddingBlocks<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <param name="x">64 values.</param>
    /// <param name="node">The block's node in the heap of roots.</param>
    /// <param name="block">The block's number.</param>
    /// <param name="constants">Roots.</param>
    public static void Forward(ComplexPointer x, nint node, nint block, in EmbeddingConstants constants)
    {
        SharedRoots<TLanes> shared = new(constants.Heap, node);
        EmbeddingRows<TLanes, SharedRoots<TLanes>>.Forward4(x, shared);
        EmbeddingRows<TLanes, SharedRoots<TLanes>>.Forward2(x, shared);
        TLanes.TransposeBlock(x.Real);
        TLanes.TransposeBlock(x.Imaginary);
        OwnRoots<TLanes> own = new(constants.Blocks.Moved(block * EmbeddingConstants.BlockRoots));
        EmbeddingRows<TLanes, OwnRoots<TLanes>>.Forward4(x, own);
        EmbeddingRows<TLanes, OwnRoots<TLanes>>.Forward2(x, own);
    }

    /// <summary>The inverse of <see cref="Forward"/>, times 64.</summary>
    public static void Inverse(ComplexPointer x, nint node, nint block, in EmbeddingConstants constants)
    {
        OwnRoots<TLanes> own = new(constants.Blocks.Moved(block * EmbeddingConstants.BlockRoots));
        EmbeddingRows<TLanes, OwnRoots<TLanes>>.Inverse2(x, own);
        EmbeddingRows<TLanes, OwnRoots<TLanes>>.Inverse4(x, own);
        TLanes.TransposeBlock(x.Real);
        TLanes.TransposeBlock(x.Imaginary);
        SharedRoots<TLanes> shared = new(constants.Heap, node);
        EmbeddingRows<TLanes, SharedRoots<TLanes>>.Inverse2(x, shared);
        EmbeddingRows<TLanes, SharedRoots<TLanes>>.Inverse4(x, shared);
    }
}
