using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PowerSoftmax.Runtime.Kernels.Lanes;

/// <summary>Eight doubles in one AVX-512 register.</summary>
internal readonly unsafe struct Lanes512(Vector512<double> value) : ILanes<Lanes512>
{
    private readonly Vector512<double> value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Broadcast(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(double* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LoadTwice(double* source) => new(Avx512F.PermuteVar8x64(Vector256.Load(source).ToVector512Unsafe(), Vector512.Create(0L, 0, 1, 1, 2, 2, 3, 3)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LoadFourTimes(double* source) => new(Avx512F.PermuteVar8x64(Vector128.Load(source).ToVector256Unsafe().ToVector512Unsafe(), Vector512.Create(0L, 0, 0, 0, 1, 1, 1, 1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 left, Lanes512 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 left, Lanes512 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 left, Lanes512 right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplyAdd(Lanes512 a, Lanes512 b, Lanes512 c) =>
        new(Avx512F.FusedMultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplySubtract(Lanes512 a, Lanes512 b, Lanes512 c) =>
        new(Avx512F.FusedMultiplySubtract(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplyNegateAdd(Lanes512 a, Lanes512 b, Lanes512 c) =>
        new(Avx512F.FusedMultiplyAddNegated(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Round(Lanes512 value) => new(Vector512.Round(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeBlock(double* block)
    {
        Vector512<double> r0 = Vector512.Load(block), r1 = Vector512.Load(block + 8);
        Vector512<double> r2 = Vector512.Load(block + 16), r3 = Vector512.Load(block + 24);
        Vector512<double> r4 = Vector512.Load(block + 32), r5 = Vector512.Load(block + 40);
        Vector512<double> r6 = Vector512.Load(block + 48), r7 = Vector512.Load(block + 56);

        // Even and odd columns of row pairs, then of row quadruples, then of all eight rows.
        Vector512<double> e01 = Avx512F.UnpackLow(r0, r1), o01 = Avx512F.UnpackHigh(r0, r1);
        Vector512<double> e23 = Avx512F.UnpackLow(r2, r3), o23 = Avx512F.UnpackHigh(r2, r3);
        Vector512<double> e45 = Avx512F.UnpackLow(r4, r5), o45 = Avx512F.UnpackHigh(r4, r5);
        Vector512<double> e67 = Avx512F.UnpackLow(r6, r7), o67 = Avx512F.UnpackHigh(r6, r7);

        StoreColumns(block, e01, e23, e45, e67);
        StoreColumns(block + 8, o01, o23, o45, o67);
    }

    /// <summary>Stores columns 0, 2, 4, 6 of eight rows, given as unpacked row pairs, at a distance of two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreColumns(
        double* destination, Vector512<double> r01, Vector512<double> r23, Vector512<double> r45, Vector512<double> r67)
    {
        Vector512<double> low0 = Avx512F.Shuffle4x128(r01, r23, 0x88), low1 = Avx512F.Shuffle4x128(r01, r23, 0xDD);
        Vector512<double> high0 = Avx512F.Shuffle4x128(r45, r67, 0x88), high1 = Avx512F.Shuffle4x128(r45, r67, 0xDD);

        Avx512F.Shuffle4x128(low0, high0, 0x88).Store(destination);
        Avx512F.Shuffle4x128(low1, high1, 0x88).Store(destination + 16);
        Avx512F.Shuffle4x128(low0, high0, 0xDD).Store(destination + 32);
        Avx512F.Shuffle4x128(low1, high1, 0xDD).Store(destination + 48);
    }
}
