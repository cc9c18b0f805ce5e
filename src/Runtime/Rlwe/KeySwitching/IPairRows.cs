using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Ntt;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>A pair of polynomials over the extended basis in NTT form, read row by row; perhaps computed on the way.</summary>
internal interface IPairRows
{
    /// <summary>Gets ready to be read modulo some primes.</summary>
    void Raise(ReadOnlySpan<int> primeIndices, SwitchScratch scratch);

    /// <summary>Some rows of both polynomials.</summary>
    /// <param name="prime">One of those that <see cref="Raise"/> was called for.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="scratch">The same as for <see cref="Raise"/>.</param>
    /// <param name="target">Where to compute them.</param>
    /// <returns>The target, or the rows where they lie in memory; those must not be changed.</returns>
    PairTile Read(GroupPrime prime, RowRange rows, SwitchScratch scratch, PairTile target);

    /// <summary>Whole limbs of both polynomials where they lie in memory; null when they are computed.</summary>
    PairTile? Stored(int primeIndex);
}
