using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Ntt;

/// <summary>The transform across rows: 256 transforms of length Rows, 32 columns at a time.</summary>
/// <remarks>
/// A strip of columns is worked on in a contiguous buffer (64 KiB for N = 2^16); read and written in place its rows, 2 KiB
/// apart, would all compete for two cache sets. Four cache lines of a row at once let the prefetchers see a stream: one
/// line at a time costs half as much again. Passes are radix 4; an odd number of levels makes the one that touches the
/// most distant rows radix 8.
/// </remarks>
internal static unsafe class ColumnPhase<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private const int RowLength = NttConstants.RowLength;
    private const int StripWidth = NttConstants.StripWidth;

    /// <summary>In: balanced. Out: 8 p.</summary>
    [SkipLocalsInit]
    public static void Forward(double* x, in NttConstants constants)
    {
        double* buffer = stackalloc double[(constants.Rows * StripWidth) + StripWidth];
        buffer = (double*)(((nuint)buffer + 63) & ~(nuint)63);

        for (int column = 0; column < RowLength; column += StripWidth)
        {
            ForwardStrip(x + column, buffer, constants);
        }
    }

    /// <summary>In: 1.7 p. Out: balanced, times <paramref name="constant"/>; 1/N is the caller's to include.</summary>
    [SkipLocalsInit]
    public static void Inverse(double* x, in NttConstants constants, InverseConstant constant)
    {
        double* buffer = stackalloc double[(constants.Rows * StripWidth) + StripWidth];
        buffer = (double*)(((nuint)buffer + 63) & ~(nuint)63);

        for (int column = 0; column < RowLength; column += StripWidth)
        {
            InverseStrip(x + column, buffer, constants, constant);
        }
    }

    private static void ForwardStrip(double* strip, double* buffer, in NttConstants constants)
    {
        Rows memory = new(strip, RowLength), work = new(buffer, StripWidth);
        int blocks = NttSchedule.LeadingBlocks(constants.Rows);
        Rows from = memory;

        if (blocks == 8)
        {
            from = blocks == constants.Rows ? memory : work;
            Forward8(memory, from, constants);
        }

        for (; blocks < constants.Rows; blocks *= 4)
        {
            Rows to = blocks * 4 == constants.Rows ? memory : work;
            Forward4(from, to, blocks, constants);
            from = to;
        }
    }

    private static void InverseStrip(double* strip, double* buffer, in NttConstants constants, InverseConstant constant)
    {
        Rows memory = new(strip, RowLength), work = new(buffer, StripWidth);
        Rows from = memory;
        int last = NttSchedule.LeadingBlocks(constants.Rows) == 8 ? 8 : 4;

        for (int blocks = constants.Rows / 4; blocks >= last; blocks /= 4)
        {
            Inverse4(from, work, blocks, constants);
            from = work;
        }

        if (last == 8)
        {
            InverseLast8(from, memory, constants, constant);
        }
        else
        {
            InverseLast4(from, memory, constants, constant);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward8(Rows from, Rows to, in NttConstants constants)
    {
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        SharedTwiddles<TLanes> twiddles = new(constants.Heap);
        nint eighth = constants.Rows / 8;
        Strided source = from.Every(eighth), target = to.Every(eighth);

        for (nint row = 0; row < eighth; row++)
        {
            for (nint lane = 0; lane < StripWidth; lane += TLanes.Count)
            {
                Radix8<TLanes, SharedTwiddles<TLanes>>.Forward(
                    source.Moved((row * from.RowStride) + lane), target.Moved((row * to.RowStride) + lane), twiddles, modulus, false, false);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward4(Rows from, Rows to, int blocks, in NttConstants constants)
    {
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        nint quarter = constants.Rows / (4 * blocks);
        Strided source = from.Every(quarter), target = to.Every(quarter);
        double* twiddle = constants.Heap + blocks, children = constants.Heap + (2 * blocks), end = children;

        for (; twiddle < end; twiddle++, children += 2)
        {
            TLanes w1 = TLanes.Broadcast(twiddle[0]), w2 = TLanes.Broadcast(children[0]), w3 = TLanes.Broadcast(children[1]);

            for (nint row = 0; row < quarter; row++)
            {
                for (nint lane = 0; lane < StripWidth; lane += TLanes.Count)
                {
                    Radix4<TLanes>.Forward(source.Moved(lane), target.Moved(lane), w1, w2, w3, modulus, false);
                }

                source = source.Moved(from.RowStride);
                target = target.Moved(to.RowStride);
            }

            source = source.Moved(3 * quarter * from.RowStride);
            target = target.Moved(3 * quarter * to.RowStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Inverse4(Rows from, Rows to, int blocks, in NttConstants constants)
    {
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        nint quarter = constants.Rows / (4 * blocks);
        Strided source = from.Every(quarter), target = to.Every(quarter);
        double* twiddle = constants.Heap + blocks, children = constants.Heap + (2 * blocks), end = children;

        for (; twiddle < end; twiddle++, children += 2)
        {
            TLanes w1 = TLanes.Broadcast(twiddle[0]), w2 = TLanes.Broadcast(children[0]), w3 = TLanes.Broadcast(children[1]);

            for (nint row = 0; row < quarter; row++)
            {
                for (nint lane = 0; lane < StripWidth; lane += TLanes.Count)
                {
                    Radix4<TLanes>.Inverse(source.Moved(lane), target.Moved(lane), w1, w2, w3, modulus);
                }

                source = source.Moved(from.RowStride);
                target = target.Moved(to.RowStride);
            }

            source = source.Moved(3 * quarter * from.RowStride);
            target = target.Moved(3 * quarter * to.RowStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InverseLast4(Rows from, Rows to, in NttConstants constants, InverseConstant constant)
    {
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        nint quarter = constants.Rows / 4;
        Strided source = from.Every(quarter), target = to.Every(quarter);
        TLanes w1 = TLanes.Broadcast(constant.TimesRoot);
        TLanes w2 = TLanes.Broadcast(constants.Heap[2]), w3 = TLanes.Broadcast(constants.Heap[3]);
        TLanes factor = TLanes.Broadcast(constant.Value);

        for (nint row = 0; row < quarter; row++)
        {
            for (nint lane = 0; lane < StripWidth; lane += TLanes.Count)
            {
                Radix4<TLanes>.InverseLast(
                    source.Moved((row * from.RowStride) + lane), target.Moved((row * to.RowStride) + lane), w1, w2, w3, factor, modulus);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InverseLast8(Rows from, Rows to, in NttConstants constants, InverseConstant constant)
    {
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        SharedTwiddles<TLanes> twiddles = new(constants.Heap);
        nint eighth = constants.Rows / 8;
        Strided source = from.Every(eighth), target = to.Every(eighth);
        TLanes w1 = TLanes.Broadcast(constant.TimesRoot);
        TLanes factor = TLanes.Broadcast(constant.Value);

        for (nint row = 0; row < eighth; row++)
        {
            for (nint lane = 0; lane < StripWidth; lane += TLanes.Count)
            {
                Radix8<TLanes, SharedTwiddles<TLanes>>.InverseLast(
                    source.Moved((row * from.RowStride) + lane), target.Moved((row * to.RowStride) + lane), twiddles, w1, factor, modulus);
            }
        }
    }

    /// <summary>One strip of every row: in the polynomial 256 apart, in the buffer side by side.</summary>
    private readonly struct Rows(double* origin, nint rowStride)
    {
        public readonly nint RowStride = rowStride;

        /// <summary>Rows 0, step, 2 step ... as butterfly operands.</summary>
        public Strided Every(nint step) => new(origin, step * RowStride);
    }
}
