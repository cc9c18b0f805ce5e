namespace PowerSoftmax.Runtime.Kernels.Drivers;

/// <summary>What <see cref="SumsOfRuns"/> works on. All limbs are of one length, a multiple of 64 and of the run.</summary>
internal readonly ref struct RunProducts
{
    /// <exception cref="ArgumentException">There is no sum, a sum has no product or one that is not there, or a length does not fit.</exception>
    public RunProducts(ReadOnlySpan<RunSum> sums, ReadOnlySpan<RunTerm> terms, int runLength)
    {
        Sums = sums;
        Terms = terms;
        RunLength = runLength;
        Length = sums.IsEmpty ? 0 : sums[0].First.Length;
        Check();
    }

    public ReadOnlySpan<RunSum> Sums { get; }

    /// <summary>The products of all sums.</summary>
    public ReadOnlySpan<RunTerm> Terms { get; }

    /// <summary>A power of two, at least <see cref="SumsOfRuns.LeastRun"/>.</summary>
    public int RunLength { get; }

    /// <summary>Residues of a limb.</summary>
    public int Length { get; }

    /// <summary>The limbs that terms have, each once: they are asked for ahead of their use. May be empty.</summary>
    public ReadOnlySpan<Residues> Operands { get; init; }

    private void Check()
    {
        if (Sums.IsEmpty || !int.IsPow2(RunLength) || RunLength < SumsOfRuns.LeastRun || Length % RunLength != 0 || Length % SumsOfRuns.BlockLength != 0)
        {
            throw new ArgumentException(
                $"{Sums.Length} sums over {Length} residues in runs of {RunLength} are asked for; give at least one, runs of a power of two from {SumsOfRuns.LeastRun} on, and whole runs and blocks of {SumsOfRuns.BlockLength}.");
        }

        foreach (RunSum sum in Sums)
        {
            KernelArguments.RequireLength(sum.First.Length, Length);
            KernelArguments.RequireLength(sum.Second.Length, Length);

            if (sum.TermCount < 1 || sum.FirstTerm < 0 || sum.TermCount > Terms.Length - sum.FirstTerm)
            {
                throw new ArgumentException($"A sum has the products {sum.FirstTerm} to {sum.FirstTerm + sum.TermCount - 1} of {Terms.Length}; give at least one that is there.");
            }
        }

        foreach (RunTerm term in Terms)
        {
            KernelArguments.RequireLength(term.First.Length, Length);
            KernelArguments.RequireLength(term.Second.Length, Length);
            KernelArguments.RequireLength(term.Runs.Length, Length / RunLength);
        }
    }
}
