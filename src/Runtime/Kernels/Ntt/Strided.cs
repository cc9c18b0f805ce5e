using System.Runtime.CompilerServices;

namespace PowerSoftmax.Runtime.Kernels.Ntt;

/// <summary>An address and the distance, in doubles, from one butterfly operand to the next.</summary>
internal readonly unsafe struct Strided(double* origin, nint stride)
{
    public double* this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => origin + (index * stride);
    }

    /// <summary>The operands that lie <paramref name="distance"/> doubles further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Strided Moved(nint distance) => new(origin + distance, stride);
}
