using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Ntt;

/// <summary>The transform inside rows of 256: radix 4 over the row, then radix 8 twice in every block of 64.</summary>
/// <remarks>
/// Between the two radix-8 passes a block is transposed as an 8 x 8 matrix, so that both work on whole lanes. It stays
/// transposed: that is the storage order of NTT form, and the same for every lane width. Each pass is a method of its
/// own: inlined into one, they have more temporaries than the JIT tracks, and it then keeps vectors in memory.
/// </remarks>
internal static unsafe class RowPhase<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private const int RowLength = NttConstants.RowLength;
    private const int StripWidth = NttConstants.StripWidth;
    private const int BlockLength = 64;
    private const int Side = 8;

    /// <summary>All rows, in place. In: 8 p. Out: balanced.</summary>
    [SkipLocalsInit]
    public static void Forward(double* x, in NttConstants constants)
    {
        double* buffer = stackalloc double[RowLength + Side];
        double* work = CacheLines.Align(buffer);

        for (int row = 0; row < constants.Rows; row++, x += RowLength)
        {
            ForwardRow(new(x, BlockLength), x, row, constants);
            ForwardShared(x, work, row, constants);
            ForwardOwn(work, x, row, constants);
        }
    }

    /// <summary>Some rows of a polynomial kept in strips, to where rows lie one behind the other. In: 8 p. Out: balanced.</summary>
    [SkipLocalsInit]
    public static void ForwardFromStrips(double* strips, double* destination, RowRange rows, in NttConstants constants)
    {
        double* buffer = stackalloc double[RowLength + Side];
        double* work = CacheLines.Align(buffer);

        for (int row = rows.First; row < rows.End; row++, destination += RowLength)
        {
            ForwardStripRow(strips, destination, row, constants);
            ForwardShared(destination, work, row, constants);
            ForwardOwn(work, destination, row, constants);
        }
    }

    /// <summary>All rows, in place. In: balanced. Out: 1.8 p.</summary>
    [SkipLocalsInit]
    public static void Inverse(double* x, in NttConstants constants)
    {
        double* buffer = stackalloc double[RowLength + Side];
        double* work = CacheLines.Align(buffer);

        for (int row = 0; row < constants.Rows; row++, x += RowLength)
        {
            InverseOwn(x, work, row, constants);
            InverseShared(work, x, row, constants);
            InverseRow(x, new(x, BlockLength), row, constants);
        }
    }

    /// <summary>All rows, to a polynomial kept in strips. In: balanced. Out: 1.8 p.</summary>
    [SkipLocalsInit]
    public static void InverseToStrips(double* x, double* strips, in NttConstants constants)
    {
        double* buffer = stackalloc double[(2 * RowLength) + Side];
        double* work = CacheLines.Align(buffer), rowBuffer = work + RowLength;

        for (int row = 0; row < constants.Rows; row++, x += RowLength)
        {
            InverseOwn(x, work, row, constants);
            InverseShared(work, rowBuffer, row, constants);
            InverseStripRow(rowBuffer, strips, row, constants);
        }
    }

    // A quarter of a row is a block of 64; in strips it is a row of each of two neighbours.
    private static void ForwardStripRow(double* strips, double* destination, nint row, in NttConstants constants)
    {
        double* from = strips + (row * StripWidth);

        for (nint half = 0; half < BlockLength / StripWidth; half++)
        {
            ForwardRow(new(from + (half * constants.StripLength), 2 * constants.StripLength), destination + (half * StripWidth), row, constants, StripWidth);
        }
    }

    private static void InverseStripRow(double* x, double* strips, nint row, in NttConstants constants)
    {
        double* to = strips + (row * StripWidth);

        for (nint half = 0; half < BlockLength / StripWidth; half++)
        {
            InverseRow(x + (half * StripWidth), new(to + (half * constants.StripLength), 2 * constants.StripLength), row, constants, StripWidth);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardRow(Strided source, double* destination, nint row, in NttConstants constants, nint lanes = BlockLength)
    {
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        double* node = constants.Heap + constants.Rows + row, children = node + constants.Rows + row;
        TLanes w1 = TLanes.Broadcast(node[0]), w2 = TLanes.Broadcast(children[0]), w3 = TLanes.Broadcast(children[1]);

        for (nint lane = 0; lane < lanes; lane += TLanes.Count)
        {
            Radix4<TLanes>.Forward(source.Moved(lane), new(destination + lane, BlockLength), w1, w2, w3, modulus, true);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InverseRow(double* x, Strided destination, nint row, in NttConstants constants, nint lanes = BlockLength)
    {
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        double* node = constants.Heap + constants.Rows + row, children = node + constants.Rows + row;
        TLanes w1 = TLanes.Broadcast(node[0]), w2 = TLanes.Broadcast(children[0]), w3 = TLanes.Broadcast(children[1]);

        for (nint lane = 0; lane < lanes; lane += TLanes.Count)
        {
            Radix4<TLanes>.Inverse(new(x + lane, BlockLength), destination.Moved(lane), w1, w2, w3, modulus);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardShared(double* x, double* work, nint row, in NttConstants constants)
    {
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        double* twiddles = constants.Blocks + (row * RowLength);

        for (nint block = 0; block < RowLength; block += BlockLength)
        {
            SharedTwiddles<TLanes> shared = new(twiddles + block);

            for (nint lane = block; lane < block + Side; lane += TLanes.Count)
            {
                Radix8<TLanes, SharedTwiddles<TLanes>>.Forward(
                    new(x + lane, Side), new(work + lane, Side), shared, modulus, true, false);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardOwn(double* work, double* x, nint row, in NttConstants constants)
    {
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        double* twiddles = constants.Blocks + (row * RowLength);

        for (nint block = 0; block < RowLength; block += BlockLength)
        {
            TLanes.TransposeBlock(work + block);
        }

        for (nint block = 0; block < RowLength; block += BlockLength)
        {
            CacheLines.PrefetchBlock(twiddles + block + RowLength);

            for (nint lane = block; lane < block + Side; lane += TLanes.Count)
            {
                Radix8<TLanes, LaneTwiddles<TLanes>>.Forward(
                    new(work + lane, Side), new(x + lane, Side), new(twiddles + lane), modulus, true, true);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InverseOwn(double* x, double* work, nint row, in NttConstants constants)
    {
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        double* twiddles = constants.Blocks + (row * RowLength);

        for (nint block = 0; block < RowLength; block += BlockLength)
        {
            // Of the next row: in small portions, because many requests at once hold up everything behind them.
            CacheLines.PrefetchBlock(x + block + RowLength);
            CacheLines.PrefetchBlock(twiddles + block + RowLength);

            for (nint lane = block; lane < block + Side; lane += TLanes.Count)
            {
                Radix8<TLanes, LaneTwiddles<TLanes>>.Inverse(
                    new(x + lane, Side), new(work + lane, Side), new(twiddles + lane), modulus);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InverseShared(double* work, double* x, nint row, in NttConstants constants)
    {
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        double* twiddles = constants.Blocks + (row * RowLength);

        for (nint block = 0; block < RowLength; block += BlockLength)
        {
            TLanes.TransposeBlock(work + block);
        }

        for (nint block = 0; block < RowLength; block += BlockLength)
        {
            SharedTwiddles<TLanes> shared = new(twiddles + block);

            for (nint lane = block; lane < block + Side; lane += TLanes.Count)
            {
                Radix8<TLanes, SharedTwiddles<TLanes>>.Inverse(
                    new(work + lane, Side), new(x + lane, Side), shared, modulus);
            }
        }
    }
}
