namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>One product of a <see cref="RunSum"/>: two limbs, each times a limb that has one residue for each run of theirs.</summary>
internal readonly struct RunTerm(Residues first, Residues second, Residues runs)
{
    /// <summary>Of the first polynomial.</summary>
    public readonly Residues First = first;

    /// <summary>Of the second polynomial.</summary>
    public readonly Residues Second = second;

    /// <summary>One residue a run.</summary>
    public readonly Residues Runs = runs;
}
