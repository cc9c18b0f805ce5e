using System.Runtime.CompilerServices;

namespace PowerSoftmax.Runtime.Kernels.Lanes;

/// <summary>One double: the specification of every kernel, and the path of machines without vector FMA.</summary>
internal readonly unsafe struct LanesScalar(double value) : ILanes<LanesScalar>
{
    private readonly double value = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Broadcast(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Load(double* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar LoadTwice(double* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar LoadFourTimes(double* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* destination) => *destination = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator +(LanesScalar left, LanesScalar right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator -(LanesScalar left, LanesScalar right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator *(LanesScalar left, LanesScalar right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar MultiplyAdd(LanesScalar a, LanesScalar b, LanesScalar c) =>
        new(Math.FusedMultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar MultiplySubtract(LanesScalar a, LanesScalar b, LanesScalar c) =>
        new(Math.FusedMultiplyAdd(a.value, b.value, -c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar MultiplyNegateAdd(LanesScalar a, LanesScalar b, LanesScalar c) =>
        new(Math.FusedMultiplyAdd(-a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Round(LanesScalar value) => new(Math.Round(value.value));

    public static void TransposeBlock(double* block)
    {
        for (int row = 0; row < 8; row++)
        {
            for (int column = row + 1; column < 8; column++)
            {
                (block[(8 * row) + column], block[(8 * column) + row]) = (block[(8 * column) + row], block[(8 * row) + column]);
            }
        }
    }
}
