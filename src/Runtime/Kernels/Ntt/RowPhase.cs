using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Ntt;

/// <summary>The transform inside rows of 256: radix 4 over the row, then radix 8 twice in every block of 64.</summary>
/// <remarks>
/// Between the two radix-8 passes a block is transposed as an 8 x 8 matrix, so that both work on whole lanes. It stays
/// transposed: that is the storage order of NTT form, and the same for every lane width.
/// </remarks>
internal static unsafe class RowPhase<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private const int RowLength = NttConstants.RowLength;
    private const int BlockLength = 64;
    private const int Side = 8;

    /// <summary>In: 8 p. Out: balanced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Forward(double* x, in NttConstants constants)
    {
        double* block = stackalloc double[BlockLength + Side];
        block = (double*)(((nuint)block + 63) & ~(nuint)63);
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        double* heap = constants.Heap, twiddles = constants.Blocks;

        for (nint node = constants.Rows; node < 2 * constants.Rows; node++, x += RowLength)
        {
            TLanes w1 = TLanes.Broadcast(heap[node]);
            TLanes w2 = TLanes.Broadcast(heap[2 * node]), w3 = TLanes.Broadcast(heap[(2 * node) + 1]);

            for (nint lane = 0; lane < BlockLength; lane += TLanes.Count)
            {
                Strided operands = new(x + lane, BlockLength);
                Radix4<TLanes>.Forward(operands, operands, w1, w2, w3, modulus, true);
            }

            for (nint start = 0; start < RowLength; start += BlockLength, twiddles += BlockLength)
            {
                ForwardBlock(x + start, block, twiddles, modulus);
            }
        }
    }

    /// <summary>In: balanced. Out: 1.7 p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Inverse(double* x, in NttConstants constants)
    {
        double* block = stackalloc double[BlockLength + Side];
        block = (double*)(((nuint)block + 63) & ~(nuint)63);
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        double* heap = constants.Heap, twiddles = constants.Blocks;

        for (nint node = constants.Rows; node < 2 * constants.Rows; node++, x += RowLength)
        {
            for (nint start = 0; start < RowLength; start += BlockLength, twiddles += BlockLength)
            {
                InverseBlock(x + start, block, twiddles, modulus);
            }

            TLanes w1 = TLanes.Broadcast(heap[node]);
            TLanes w2 = TLanes.Broadcast(heap[2 * node]), w3 = TLanes.Broadcast(heap[(2 * node) + 1]);

            for (nint lane = 0; lane < BlockLength; lane += TLanes.Count)
            {
                Strided operands = new(x + lane, BlockLength);
                Radix4<TLanes>.Inverse(operands, operands, w1, w2, w3, modulus);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardBlock(double* x, double* block, double* twiddles, LaneModulus<TLanes> modulus)
    {
        SharedTwiddles<TLanes> shared = new(twiddles);

        for (nint lane = 0; lane < Side; lane += TLanes.Count)
        {
            Radix8<TLanes, SharedTwiddles<TLanes>>.Forward(
                new(x + lane, Side), new(block + lane, Side), shared, modulus, true, false);
        }

        TLanes.TransposeBlock(block);

        for (nint lane = 0; lane < Side; lane += TLanes.Count)
        {
            LaneTwiddles<TLanes> own = new(twiddles + lane);
            Radix8<TLanes, LaneTwiddles<TLanes>>.Forward(
                new(block + lane, Side), new(x + lane, Side), own, modulus, true, true);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InverseBlock(double* x, double* block, double* twiddles, LaneModulus<TLanes> modulus)
    {
        for (nint lane = 0; lane < Side; lane += TLanes.Count)
        {
            LaneTwiddles<TLanes> own = new(twiddles + lane);
            Radix8<TLanes, LaneTwiddles<TLanes>>.Inverse(
                new(x + lane, Side), new(block + lane, Side), own, modulus);
        }

        TLanes.TransposeBlock(block);

        SharedTwiddles<TLanes> shared = new(twiddles);

        for (nint lane = 0; lane < Side; lane += TLanes.Count)
        {
            Radix8<TLanes, SharedTwiddles<TLanes>>.Inverse(
                new(block + lane, Side), new(x + lane, Side), shared, modulus);
        }
    }
}
