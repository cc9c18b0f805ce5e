namespace PowerSoftmax.Runtime.Kernels.Ntt;

/// <summary>A balanced constant that an inverse transform multiplies by in its last pass, and its product with the root twiddle.</summary>
internal readonly struct InverseConstant(double value, double timesRoot)
{
    public readonly double Value = value;

    public readonly double TimesRoot = timesRoot;
}
