namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>Where a <see cref="WeightedSum"/> goes, and its correction term.</summary>
internal readonly unsafe struct RowTarget
{
    public readonly Residues Destination;
    public readonly Residues Correction;
    public readonly double CorrectionWeight;
    public readonly Modulus Modulus;
    public readonly bool Accumulate;

    /// <summary>A sum without a correction term.</summary>
    public RowTarget(Residues destination, Modulus modulus)
    {
        Destination = destination;
        Modulus = modulus;
    }

    /// <summary>A sum with <paramref name="correction"/> (integers of at most 8 in magnitude) times a constant.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public RowTarget(Residues destination, Modulus modulus, Residues correction, double weight)
        : this(destination, modulus)
    {
        KernelArguments.RequireLength(correction.Length, destination.Length);

        Correction = correction;
        CorrectionWeight = weight;
    }

    private RowTarget(Residues destination, Modulus modulus, bool accumulate)
        : this(destination, modulus)
    {
        Accumulate = accumulate;
    }

    /// <summary>The same destination, to which further terms are added.</summary>
    public RowTarget ForFurtherTerms() => new(Destination, Modulus, accumulate: true);
}
