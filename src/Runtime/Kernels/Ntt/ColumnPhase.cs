using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Ntt;

/// <summary>The transform across rows: 256 transforms of length Rows, eight columns (one cache line) at a time.</summary>
/// <remarks>
/// A strip of eight columns is worked on in a contiguous buffer of at most 32 KiB that stays in L1; read and written in
/// place its rows, 2 KiB apart, would all compete for two cache sets. Passes are radix 4; an odd number of levels makes
/// the one that touches the most distant rows radix 8.
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

        for (nint row = 0; row < eighth; row++)
        {
            for (nint lane = 0; lane < StripWidth; lane += TLanes.Count)
            {
                Radix8<TLanes, SharedTwiddles<TLanes>>.Forward(
                    from.Every(eighth, row, lane), to.Every(eighth, row, lane), twiddles, modulus, false, false);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward4(Rows from, Rows to, int blocks, in NttConstants constants)
    {
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        nint quarter = constants.Rows / (4 * blocks);

        for (nint block = 0; block < blocks; block++)
        {
            double* twiddle = constants.Heap + blocks + block, children = constants.Heap + (2 * (blocks + block));
            TLanes w1 = TLanes.Broadcast(twiddle[0]), w2 = TLanes.Broadcast(children[0]), w3 = TLanes.Broadcast(children[1]);

            for (nint row = 4 * quarter * block; row < ((4 * block) + 1) * quarter; row++)
            {
                for (nint lane = 0; lane < StripWidth; lane += TLanes.Count)
                {
                    Radix4<TLanes>.Forward(
                        from.Every(quarter, row, lane), to.Every(quarter, row, lane), w1, w2, w3, modulus, false);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Inverse4(Rows from, Rows to, int blocks, in NttConstants constants)
    {
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        nint quarter = constants.Rows / (4 * blocks);

        for (nint block = 0; block < blocks; block++)
        {
            double* twiddle = constants.Heap + blocks + block, children = constants.Heap + (2 * (blocks + block));
            TLanes w1 = TLanes.Broadcast(twiddle[0]), w2 = TLanes.Broadcast(children[0]), w3 = TLanes.Broadcast(children[1]);

            for (nint row = 4 * quarter * block; row < ((4 * block) + 1) * quarter; row++)
            {
                for (nint lane = 0; lane < StripWidth; lane += TLanes.Count)
                {
                    Radix4<TLanes>.Inverse(
                        from.Every(quarter, row, lane), to.Every(quarter, row, lane), w1, w2, w3, modulus);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InverseLast4(Rows from, Rows to, in NttConstants constants, InverseConstant constant)
    {
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        nint quarter = constants.Rows / 4;
        TLanes w1 = TLanes.Broadcast(constant.TimesRoot);
        TLanes w2 = TLanes.Broadcast(constants.Heap[2]), w3 = TLanes.Broadcast(constants.Heap[3]);
        TLanes factor = TLanes.Broadcast(constant.Value);

        for (nint row = 0; row < quarter; row++)
        {
            for (nint lane = 0; lane < StripWidth; lane += TLanes.Count)
            {
                Radix4<TLanes>.InverseLast(
                    from.Every(quarter, row, lane), to.Every(quarter, row, lane), w1, w2, w3, factor, modulus);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InverseLast8(Rows from, Rows to, in NttConstants constants, InverseConstant constant)
    {
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        SharedTwiddles<TLanes> twiddles = new(constants.Heap);
        nint eighth = constants.Rows / 8;
        TLanes w1 = TLanes.Broadcast(constant.TimesRoot);
        TLanes factor = TLanes.Broadcast(constant.Value);

        for (nint row = 0; row < eighth; row++)
        {
            for (nint lane = 0; lane < StripWidth; lane += TLanes.Count)
            {
                Radix8<TLanes, SharedTwiddles<TLanes>>.InverseLast(
                    from.Every(eighth, row, lane), to.Every(eighth, row, lane), twiddles, w1, factor, modulus);
            }
        }
    }

    /// <summary>Eight doubles of every row: in the polynomial 256 apart, in the buffer side by side.</summary>
    private readonly struct Rows(double* origin, nint rowStride)
    {
        /// <summary>Rows <paramref name="row"/>, row + step, row + 2 step ... as butterfly operands.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Strided Every(nint step, nint row, nint lane) => new(origin + (row * rowStride) + lane, step * rowStride);
    }
}
