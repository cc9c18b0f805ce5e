using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Embedding;

/// <summary>Chooses the lanes of an embedding and the order of its passes: depth first, so that parts that fit a cache are done there.</summary>
internal static unsafe class EmbeddingDriver
{
    /// <summary>Coefficients to values, in place.</summary>
    /// <param name="lanes">Width; the result does not depend on it.</param>
    /// <param name="x">The values.</param>
    /// <param name="length">A power of two, at least 64.</param>
    /// <param name="constants">Roots.</param>
    public static void Forward(LaneWidth lanes, ComplexPointer x, nint length, in EmbeddingConstants constants)
    {
        switch (lanes)
        {
            case LaneWidth.Vector512: Forward<Lanes512>(x, length, 1, constants); break;
            case LaneWidth.Vector256: Forward<Lanes256>(x, length, 1, constants); break;
            case LaneWidth.Vector128: Forward<Lanes128>(x, length, 1, constants); break;
            default: Forward<LanesScalar>(x, length, 1, constants); break;
        }
    }

    /// <summary>Values to coefficients times their number, in place.</summary>
    /// <param name="lanes">Width; the result does not depend on it.</param>
    /// <param name="x">The values.</param>
    /// <param name="length">A power of two, at least 64.</param>
    /// <param name="constants">Roots.</param>
    public static void Inverse(LaneWidth lanes, ComplexPointer x, nint length, in EmbeddingConstants constants)
    {
        switch (lanes)
        {
            case LaneWidth.Vector512: Inverse<Lanes512>(x, length, 1, constants); break;
            case LaneWidth.Vector256: Inverse<Lanes256>(x, length, 1, constants); break;
            case LaneWidth.Vector128: Inverse<Lanes128>(x, length, 1, constants); break;
            default: Inverse<LanesScalar>(x, length, 1, constants); break;
        }
    }

    private static void Forward<TLanes>(ComplexPointer x, nint length, nint node, in EmbeddingConstants constants)
        where TLanes : struct, ILanes<TLanes>
    {
        if (length == EmbeddingConstants.BlockLength)
        {
            EmbeddingBlocks<TLanes>.Forward(x, node, BlockNumber(node), constants);

            return;
        }

        int radix = Radix(length);

        if (radix == 2)
        {
            EmbeddingPasses<TLanes>.Forward2(x, length, node, constants);
        }
        else
        {
            EmbeddingPasses<TLanes>.Forward4(x, length, node, constants);
        }

        for (int i = 0; i < radix; i++)
        {
            Forward<TLanes>(x.Moved(i * length / radix), length / radix, (radix * node) + i, constants);
        }
    }

    private static void Inverse<TLanes>(ComplexPointer x, nint length, nint node, in EmbeddingConstants constants)
        where TLanes : struct, ILanes<TLanes>
    {
        if (length == EmbeddingConstants.BlockLength)
        {
            EmbeddingBlocks<TLanes>.Inverse(x, node, BlockNumber(node), constants);

            return;
        }

        int radix = Radix(length);

        for (int i = 0; i < radix; i++)
        {
            Inverse<TLanes>(x.Moved(i * length / radix), length / radix, (radix * node) + i, constants);
        }

        if (radix == 2)
        {
            EmbeddingPasses<TLanes>.Inverse2(x, length, node, constants);
        }
        else
        {
            EmbeddingPasses<TLanes>.Inverse4(x, length, node, constants);
        }
    }

    // An odd number of levels above the blocks of 64 begins with one level alone.
    private static int Radix(nint length) => nint.Log2(length) % 2 == 0 ? 4 : 2;

    private static nint BlockNumber(nint node) => node - ((nint)1 << (int)nint.Log2(node));
}
