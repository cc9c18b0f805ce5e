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
        double* buffer = stackalloc double[constants.StripLength + StripWidth];
        Rows work = new(CacheLines.Align(buffer), StripWidth);

        for (int column = 0; column < RowLength; column += StripWidth)
        {
            Rows memory = new(x + column, RowLength);
            ForwardStrip(memory, work, memory, constants);
        }
    }

    /// <summary>In: 1.7 p. Out: balanced, times <paramref name="constant"/>; 1/N is the caller's to include.</summary>
    [SkipLocalsInit]
    public static void Inverse(double* x, in NttConstants constants, InverseConstant constant)
    {
        double* buffer = stackalloc double[constants.StripLength + StripWidth];
        Rows work = new(CacheLines.Align(buffer), StripWidth);

        for (int column = 0; column < RowLength; column += StripWidth)
        {
            Rows memory = new(x + column, RowLength);
            InverseStrip(memory, work, memory, constants, constant);
        }
    }

    /// <summary>One strip that lies by itself, in place. Ranges as <see cref="Forward"/>.</summary>
    public static void ForwardStrip(double* strip, in NttConstants constants)
    {
        Rows work = new(strip, StripWidth);
        ForwardStrip(work, work, work, constants);
    }

    /// <summary>As <see cref="Inverse"/> for a polynomial kept in strips, in place.</summary>
    public static void InverseStrips(double* strips, in NttConstants constants, InverseConstant constant)
    {
        for (int strip = 0; strip < NttConstants.StripCount; strip++, strips += constants.StripLength)
        {
            Rows work = new(strips, StripWidth);
            InverseStrip(work, work, work, constants, constant);
        }
    }

    // After the first pass the parts of a strip are independent: each goes through the other passes while it is in the first-level cache.
    private static void ForwardStrip(Rows source, Rows work, Rows target, in NttConstants constants)
    {
        int parts = NttSchedule.FirstColumnRadix(constants.Rows);
        Rows afterFirst = parts == constants.Rows ? target : work;

        if (parts == 8)
        {
            Forward8(source, afterFirst, constants);
        }
        else
        {
            Forward4(source, afterFirst, new(1, 0, 1), constants);
        }

        for (int part = 0; part < parts && parts < constants.Rows; part++)
        {
            Rows from = work;

            for (int blocks = parts; blocks < constants.Rows; blocks *= 4)
            {
                Rows to = blocks * 4 == constants.Rows ? target : work;
                Forward4(from, to, TwiddleBlocks.OfPart(part, parts, blocks), constants);
                from = to;
            }
        }
    }

    private static void InverseStrip(Rows source, Rows work, Rows target, in NttConstants constants, InverseConstant constant)
    {
        int parts = NttSchedule.FirstColumnRadix(constants.Rows);

        for (int part = 0; part < parts && parts < constants.Rows; part++)
        {
            Rows from = source;

            for (int blocks = constants.Rows / 4; blocks >= parts; blocks /= 4)
            {
                Inverse4(from, work, TwiddleBlocks.OfPart(part, parts, blocks), constants);
                from = work;
            }
        }

        Rows beforeLast = parts == constants.Rows ? source : work;

        if (parts == 8)
        {
            InverseLast8(beforeLast, target, constants, constant);
        }
        else
        {
            InverseLast4(beforeLast, target, constants, constant);
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
    private static void Forward4(Rows from, Rows to, TwiddleBlocks blocks, in NttConstants constants)
    {
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        nint quarter = constants.Rows / (4 * blocks.Count), firstRow = 4 * quarter * blocks.First;
        Strided source = from.Every(quarter).Moved(firstRow * from.RowStride), target = to.Every(quarter).Moved(firstRow * to.RowStride);
        double* twiddle = constants.Heap + blocks.Count + blocks.First, end = constants.Heap + blocks.Count + blocks.End;
        double* children = constants.Heap + (2 * (blocks.Count + blocks.First));

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
    private static void Inverse4(Rows from, Rows to, TwiddleBlocks blocks, in NttConstants constants)
    {
        LaneModulus<TLanes> modulus = new(constants.P, constants.PInverse);
        nint quarter = constants.Rows / (4 * blocks.Count), firstRow = 4 * quarter * blocks.First;
        Strided source = from.Every(quarter).Moved(firstRow * from.RowStride), target = to.Every(quarter).Moved(firstRow * to.RowStride);
        double* twiddle = constants.Heap + blocks.Count + blocks.First, end = constants.Heap + blocks.Count + blocks.End;
        double* children = constants.Heap + (2 * (blocks.Count + blocks.First));

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

    /// <summary>Some of the blocks of a level of the radix-2 tree.</summary>
    private readonly struct TwiddleBlocks(int count, int first, int end)
    {
        /// <summary>Blocks of the level.</summary>
        public readonly int Count = count;

        public readonly int First = first;

        public readonly int End = end;

        /// <summary>Those that lie in one of several equal parts of the rows.</summary>
        public static TwiddleBlocks OfPart(int part, int parts, int count) => new(count, part * count / parts, (part + 1) * count / parts);
    }

    /// <summary>One strip of every row: in the polynomial 256 apart, in the buffer side by side.</summary>
    private readonly struct Rows(double* origin, nint rowStride)
    {
        public readonly nint RowStride = rowStride;

        /// <summary>Rows 0, step, 2 step ... as butterfly operands.</summary>
        public Strided Every(nint step) => new(origin, step * RowStride);
    }
}
