using PowerSoftmax.Runtime.Kernels;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>The same rows of two polynomials.</summary>
internal readonly record struct PairTile(Residues First, Residues Second)
{
    public Residues this[int polynomial] => polynomial == 0 ? First : Second;

    /// <summary>Copies, unless source and destination are the same.</summary>
    public unsafe void CopyTo(PairTile destination)
    {
        if (First.Pointer != destination.First.Pointer)
        {
            First.Span.CopyTo(destination.First.Span);
            Second.Span.CopyTo(destination.Second.Span);
        }
    }
}
