namespace PowerSoftmax.Runtime.Ring;

/// <summary>The automorphism X to X^g of Z[X]/(X^N + 1) as index tables. Immutable.</summary>
public sealed class AutomorphismTable
{
    private const int BlockLength = 64;

    private readonly uint[] indices;
    private readonly uint[] blockTargets;
    private readonly byte[] blockIndices;
    private readonly int logN;

    /// <exception cref="ArgumentException"><paramref name="galoisElement"/> is even or not below 2N.</exception>
    public AutomorphismTable(int logN, uint galoisElement)
    {
        if ((galoisElement & 1) == 0 || galoisElement >= 2u << logN)
        {
            throw new ArgumentException($"{galoisElement} is no Galois element for N = 2^{logN}; it must be odd and below 2N.");
        }

        this.logN = logN;
        GaloisElement = galoisElement;
        indices = new uint[1 << logN];

        for (int i = 0; i < indices.Length; i++)
        {
            // Standard index i holds f(psi^e), e = 2 brv(i) + 1, so it takes the value at psi^(g e).
            ulong exponent = ((2UL * NttOrder.ReverseBits((uint)i, logN)) + 1) * galoisElement % (2UL << logN);
            int source = (int)NttOrder.ReverseBits((uint)(exponent >> 1), logN);
            indices[NttOrder.StorageIndexOf(i)] = (uint)NttOrder.StorageIndexOf(source);
        }

        blockTargets = new uint[indices.Length / BlockLength];

        for (uint block = 0; block < blockTargets.Length; block++)
        {
            blockTargets[indices[block * BlockLength] / BlockLength] = block;
        }

        blockIndices = Array.ConvertAll(indices, static index => (byte)(index % BlockLength));
    }

    public uint GaloisElement { get; }

    /// <summary>NTT form: stored residue i of the image is stored residue Indices[i] of the argument.</summary>
    public ReadOnlySpan<uint> Indices => indices;

    /// <summary>NTT form: which block of 64 of the image the residues of each block of the argument go to. A block goes to one block whole.</summary>
    internal ReadOnlySpan<uint> BlockTargets => blockTargets;

    /// <summary>NTT form: <see cref="Indices"/> within the blocks.</summary>
    internal ReadOnlySpan<byte> BlockIndices => blockIndices;

    /// <summary>Coefficient form: destination = source(X^g), coefficients balanced. No aliasing.</summary>
    public void ApplyToCoefficients(ReadOnlySpan<double> source, Span<double> destination)
    {
        uint mask = (uint)(1 << logN) - 1;

        for (int i = 0; i < source.Length; i++)
        {
            uint exponent = (uint)i * GaloisElement;
            bool wraps = ((exponent >> logN) & 1) != 0;

            destination[(int)(exponent & mask)] = wraps ? 0.0 - source[i] : source[i];
        }
    }
}
