using System.Runtime.CompilerServices;
using PowerSoftmax.Runtime.Kernels.Lanes;

namespace PowerSoftmax.Runtime.Kernels.Embedding;

/// <summary>A group of complex numbers. Every operation rounds in the same places for every lane width.</summary>
internal readonly unsafe struct ComplexLanes<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private readonly TLanes real;
    private readonly TLanes imaginary;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ComplexLanes(TLanes real, TLanes imaginary)
    {
        this.real = real;
        this.imaginary = imaginary;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<TLanes> Load(ComplexPointer source) => new(TLanes.Load(source.Real), TLanes.Load(source.Imaginary));

    /// <summary>One number in all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<TLanes> Broadcast(ComplexPointer source) =>
        new(TLanes.Broadcast(*source.Real), TLanes.Broadcast(*source.Imaginary));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ComplexPointer destination)
    {
        real.Store(destination.Real);
        imaginary.Store(destination.Imaginary);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<TLanes> operator +(ComplexLanes<TLanes> left, ComplexLanes<TLanes> right) =>
        new(left.real + right.real, left.imaginary + right.imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes<TLanes> operator -(ComplexLanes<TLanes> left, ComplexLanes<TLanes> right) =>
        new(left.real - right.real, left.imaginary - right.imaginary);

    /// <summary>This plus x w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<TLanes> PlusProduct(ComplexLanes<TLanes> x, ComplexLanes<TLanes> w) => new(
        TLanes.MultiplyNegateAdd(x.imaginary, w.imaginary, TLanes.MultiplyAdd(x.real, w.real, real)),
        TLanes.MultiplyAdd(x.imaginary, w.real, TLanes.MultiplyAdd(x.real, w.imaginary, imaginary)));

    /// <summary>This minus x w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<TLanes> MinusProduct(ComplexLanes<TLanes> x, ComplexLanes<TLanes> w) => new(
        TLanes.MultiplyAdd(x.imaginary, w.imaginary, TLanes.MultiplyNegateAdd(x.real, w.real, real)),
        TLanes.MultiplyNegateAdd(x.imaginary, w.real, TLanes.MultiplyNegateAdd(x.real, w.imaginary, imaginary)));

    /// <summary>This times the conjugate of w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLanes<TLanes> TimesConjugate(ComplexLanes<TLanes> w) => new(
        TLanes.MultiplyAdd(imaginary, w.imaginary, real * w.real),
        TLanes.MultiplySubtract(imaginary, w.real, real * w.imaginary));
}
