using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PowerSoftmax.Runtime.Kernels.Lanes;

/// <summary>Four doubles in one AVX register.</summary>
internal readonly unsafe struct Lanes256(Vector256<double> value) : ILanes<Lanes256>
{
    private readonly Vector256<double> value = value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Broadcast(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(double* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LoadTwice(double* source) => new(Avx2.Permute4x64(Vector128.Load(source).ToVector256Unsafe(), 0b01_01_00_00));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LoadFourTimes(double* source) => new(Vector256.Create(*source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 left, Lanes256 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 left, Lanes256 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 left, Lanes256 right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 a, Lanes256 b, Lanes256 c) =>
        new(Fma.MultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplySubtract(Lanes256 a, Lanes256 b, Lanes256 c) =>
        new(Fma.MultiplySubtract(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyNegateAdd(Lanes256 a, Lanes256 b, Lanes256 c) =>
        new(Fma.MultiplyAddNegated(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Round(Lanes256 value) => new(Vector256.Round(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeBlock(double* block)
    {
        TransposeQuarter(block, block);
        TransposeQuarter(block + 36, block + 36);
        SwapQuarters(block + 4, block + 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeQuarter(double* source, double* destination)
    {
        Vector256<double> r0 = Vector256.Load(source), r1 = Vector256.Load(source + 8);
        Vector256<double> r2 = Vector256.Load(source + 16), r3 = Vector256.Load(source + 24);

        StoreTransposed(destination, r0, r1, r2, r3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SwapQuarters(double* upper, double* lower)
    {
        Vector256<double> r0 = Vector256.Load(upper), r1 = Vector256.Load(upper + 8);
        Vector256<double> r2 = Vector256.Load(upper + 16), r3 = Vector256.Load(upper + 24);

        TransposeQuarter(lower, upper);
        StoreTransposed(lower, r0, r1, r2, r3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTransposed(
        double* destination, Vector256<double> r0, Vector256<double> r1, Vector256<double> r2, Vector256<double> r3)
    {
        Vector256<double> e01 = Avx.UnpackLow(r0, r1), o01 = Avx.UnpackHigh(r0, r1);
        Vector256<double> e23 = Avx.UnpackLow(r2, r3), o23 = Avx.UnpackHigh(r2, r3);

        Avx.Permute2x128(e01, e23, 0x20).Store(destination);
        Avx.Permute2x128(o01, o23, 0x20).Store(destination + 8);
        Avx.Permute2x128(e01, e23, 0x31).Store(destination + 16);
        Avx.Permute2x128(o01, o23, 0x31).Store(destination + 24);
    }
}
