using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Embedding;

namespace PowerSoftmax.Runtime.Ckks.Encoding;

/// <summary>Canonical embedding between N real coefficients and N/2 complex values, as a complex transform of N/2 points.</summary>
/// <remarks>
/// With c_j = m_j + i m_(j + N/2) the values of m at zeta^(4t + 1) are those of c at the roots of X^(N/2) - i, which splits
/// like the polynomial of a number-theoretic transform: no twist, and roots that a whole block shares. Values are in bit-reversed
/// order of t with every block of 64 transposed (<see cref="SlotOrder"/>), so neither direction permutes. Real and imaginary parts
/// are kept apart. Relative error about log2(N) * 2^-53. Cheon, Kim, Kim, Song, eprint 2016/421.
/// </remarks>
internal sealed unsafe class EmbeddingTransform
{
    private const int Side = 8;

    private readonly LaneWidth lanes;
    private readonly int size;
    private readonly double[] heapReal;
    private readonly double[] heapImaginary;
    private readonly double[] blockReal;
    private readonly double[] blockImaginary;

    public EmbeddingTransform(int logN, LaneWidth lanes)
    {
        this.lanes = lanes;
        size = 1 << (logN - 1);
        Slots = new SlotOrder(logN);
        heapReal = GC.AllocateUninitializedArray<double>(size, pinned: true);
        heapImaginary = GC.AllocateUninitializedArray<double>(size, pinned: true);
        int blockRoots = size / EmbeddingConstants.BlockLength * EmbeddingConstants.BlockRoots;
        blockReal = GC.AllocateUninitializedArray<double>(blockRoots, pinned: true);
        blockImaginary = GC.AllocateUninitializedArray<double>(blockRoots, pinned: true);
        FillHeap();
        FillBlocks();
    }

    public SlotOrder Slots { get; }

    /// <summary>Coefficients to values, in place. <paramref name="real"/> holds m_0 …, <paramref name="imaginary"/> m_(N/2) …</summary>
    /// <exception cref="ArgumentException">A length is not N/2.</exception>
    public void ToValues(Span<double> real, Span<double> imaginary)
    {
        KernelArguments.RequireLength(real.Length, size);
        KernelArguments.RequireLength(imaginary.Length, size);

        fixed (double* re = real, im = imaginary, hr = heapReal, hi = heapImaginary, br = blockReal, bi = blockImaginary)
        {
            EmbeddingDriver.Forward(lanes, new(re, im), size, new(new(hr, hi), new(br, bi)));
        }
    }

    /// <summary>Values to coefficients times N/2, in place: the caller folds the division into the scale.</summary>
    /// <exception cref="ArgumentException">A length is not N/2.</exception>
    public void ToCoefficients(Span<double> real, Span<double> imaginary)
    {
        KernelArguments.RequireLength(real.Length, size);
        KernelArguments.RequireLength(imaginary.Length, size);

        fixed (double* re = real, im = imaginary, hr = heapReal, hi = heapImaginary, br = blockReal, bi = blockImaginary)
        {
            EmbeddingDriver.Inverse(lanes, new(re, im), size, new(new(hr, hi), new(br, bi)));
        }
    }

    // Block b of level l holds the exponents 4t + 1 with t = r modulo 2^l, r = b with its l bits reversed: its root is
    // exp(i pi (4r + 1) / 2^(l + 2)).
    private void FillHeap()
    {
        heapReal[0] = heapImaginary[0] = 0;

        for (int level = 0; 1 << level < size; level++)
        {
            for (int block = 0; block < 1 << level; block++)
            {
                double exponent = (4.0 * SlotOrder.ReverseBits((uint)block, level)) + 1;
                (heapImaginary[(1 << level) + block], heapReal[(1 << level) + block]) = Math.SinCos(Math.PI * exponent / (4L << level));
            }
        }
    }

    private void FillBlocks()
    {
        for (int row = 0; row < size / Side; row++)
        {
            int node = (size / Side) + row;
            int at = (row / Side * EmbeddingConstants.BlockRoots) + (row % Side);
            int[] roots = [node, 2 * node, (2 * node) + 1, 4 * node, (4 * node) + 1, (4 * node) + 2, (4 * node) + 3];

            for (int i = 0; i < roots.Length; i++)
            {
                blockReal[at + (i * Side)] = heapReal[roots[i]];
                blockImaginary[at + (i * Side)] = heapImaginary[roots[i]];
            }
        }
    }
}
