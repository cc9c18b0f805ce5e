namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>The streams of an <see cref="InnerProduct"/>: digits x and the two halves y, z of a gadget ciphertext.</summary>
internal readonly ref struct InnerProductOperands
{
    /// <exception cref="ArgumentException">The counts differ, or there is no stream.</exception>
    public InnerProductOperands(ReadOnlySpan<Residues> x, ReadOnlySpan<Residues> y, ReadOnlySpan<Residues> z)
    {
        KernelArguments.RequireCount(y.Length, x.Length);
        KernelArguments.RequireCount(z.Length, x.Length);

        X = x;
        Y = y;
        Z = z;
    }

    public ReadOnlySpan<Residues> X { get; }

    public ReadOnlySpan<Residues> Y { get; }

    public ReadOnlySpan<Residues> Z { get; }

    public int Count => X.Length;

    /// <exception cref="ArgumentException">A stream has another length.</exception>
    public void RequireLength(int length)
    {
        KernelArguments.RequireLength(X, length);
        KernelArguments.RequireLength(Y, length);
        KernelArguments.RequireLength(Z, length);
    }

    /// <summary>At most <paramref name="count"/> streams from <paramref name="first"/> on.</summary>
    public InnerProductOperands Slice(int first, int count)
    {
        int taken = Math.Min(count, Count - first);

        return new(X.Slice(first, taken), Y.Slice(first, taken), Z.Slice(first, taken));
    }
}
