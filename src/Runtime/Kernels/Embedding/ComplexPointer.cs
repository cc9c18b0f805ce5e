using System.Runtime.CompilerServices;

namespace PowerSoftmax.Runtime.Kernels.Embedding;

/// <summary>Where complex numbers begin: real and imaginary parts apart.</summary>
internal readonly unsafe struct ComplexPointer(double* real, double* imaginary)
{
    public readonly double* Real = real;

    public readonly double* Imaginary = imaginary;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexPointer Moved(nint count) => new(Real + count, Imaginary + count);
}
