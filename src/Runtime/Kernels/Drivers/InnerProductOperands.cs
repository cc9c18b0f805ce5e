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

    /// <summary>Added to the first sum, times <see cref="AddendWeight"/>; no address for nothing.</summary>
    public Residues AddendY { get; init; }

    /// <summary>Added to the second sum, times <see cref="AddendWeight"/>; no address for nothing.</summary>
    public Residues AddendZ { get; init; }

    /// <summary>Balanced.</summary>
    public double AddendWeight { get; init; }

    public int Count => X.Length;

    /// <summary>Products that fit one reduction: an addend is one more.</summary>
    public unsafe int MostAtOnce => AddendY.Pointer == null && AddendZ.Pointer == null ? SplitSum.MaxProducts : SplitSum.MaxProducts - 1;

    /// <exception cref="ArgumentException">A stream has another length.</exception>
    public void RequireLength(int length)
    {
        KernelArguments.RequireLength(X, length);
        KernelArguments.RequireLength(Y, length);
        KernelArguments.RequireLength(Z, length);
        RequireAddend(AddendY, length);
        RequireAddend(AddendZ, length);
    }

    private static unsafe void RequireAddend(Residues addend, int length)
    {
        if (addend.Pointer != null)
        {
            KernelArguments.RequireLength(addend.Length, length);
        }
    }

    /// <summary>At most <paramref name="count"/> streams from <paramref name="first"/> on; the addends go with the first ones.</summary>
    public InnerProductOperands Slice(int first, int count)
    {
        int taken = Math.Min(count, Count - first);

        return new(X.Slice(first, taken), Y.Slice(first, taken), Z.Slice(first, taken))
        {
            AddendY = first == 0 ? AddendY : default,
            AddendZ = first == 0 ? AddendZ : default,
            AddendWeight = AddendWeight,
        };
    }
}
