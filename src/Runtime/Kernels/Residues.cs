namespace PowerSoftmax.Runtime.Kernels;

/// <summary>The address and the number of a limb's residues, for kernels that take many limbs at once.</summary>
/// <remarks>It does not keep the memory alive: whoever makes one keeps the owner reachable until the kernel is done.</remarks>
internal readonly unsafe struct Residues(double* pointer, int length)
{
    public readonly double* Pointer = pointer;

    public readonly int Length = length;

    public Span<double> Span => new(Pointer, Length);

    /// <summary>Some consecutive residues.</summary>
    public Residues Slice(int start, int count) => new(Pointer + start, count);
}
