using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Ntt;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>Twiddle tables of one direction of a transform: N + 4 N / 256 doubles in native memory.</summary>
internal sealed unsafe class NttTwiddles : IDisposable
{
    private const int BlockLength = 64;

    private readonly NativeSlab tables;

    /// <param name="logN">Logarithm of the ring degree.</param>
    /// <param name="root">psi for the forward direction, its inverse for the other; canonical.</param>
    /// <param name="modulus">The prime.</param>
    public NttTwiddles(int logN, ulong root, Modulus modulus)
    {
        int degree = 1 << logN;
        int rows = degree / NttConstants.RowLength;
        double[] tree = Tree(logN, root, modulus);

        tables = new NativeSlab((nuint)(degree + (4 * rows)) * sizeof(double), 1, ordinal: 0);
        double* blocks = (double*)tables.Block(0), heap = blocks + degree;
        tree.AsSpan(0, 4 * rows).CopyTo(new Span<double>(heap, 4 * rows));

        for (int block = 0; block < degree / BlockLength; block++)
        {
            Fill(new Span<double>(blocks + (BlockLength * block), BlockLength), tree, (degree / BlockLength) + block);
        }

        Constants = new NttConstants(rows, modulus, heap, blocks);
    }

    /// <summary>Valid while this object is reachable.</summary>
    public NttConstants Constants { get; }

    public void Dispose() => tables.Dispose();

    /// <summary>tree[k] = root^brv(k), the twiddle of block k of the radix-2 decomposition.</summary>
    private static double[] Tree(int logN, ulong root, Modulus modulus)
    {
        double[] tree = new double[1 << logN];
        double factor = modulus.Balance(root), power = 1.0;

        for (uint i = 0; i < tree.Length; i++)
        {
            tree[NttOrder.ReverseBits(i, logN)] = power;
            power = modulus.MultiplyBalanced(power, factor);
        }

        return tree;
    }

    private static void Fill(Span<double> block, double[] tree, int node)
    {
        block[0] = 0.0;

        for (int k = 1; k < 8; k++)
        {
            block[k] = tree[Descendant(node, k)];

            for (int lane = 0; lane < 8; lane++)
            {
                block[(8 * k) + lane] = tree[Descendant((8 * node) + lane, k)];
            }
        }
    }

    /// <summary>Position <paramref name="k"/> of the heap of three levels whose top is <paramref name="node"/>.</summary>
    private static int Descendant(int node, int k)
    {
        int level = int.Log2(k);

        return (node << level) + k - (1 << level);
    }
}
