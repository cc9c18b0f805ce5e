using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Ntt;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>The digits of a polynomial over the extended basis in NTT form, read row by row; perhaps computed on the way.</summary>
/// <remarks>
/// A multiple of a digit's modulus, at most half its number of primes, may be added to it: that stays the same digit, and its
/// noise is far below that of ModDown's rounding because P exceeds the digit.
/// </remarks>
internal interface IDigits
{
    Level Level { get; }

    /// <summary>Digits.</summary>
    int DigitCount { get; }

    /// <summary>Gets ready to be read modulo some primes.</summary>
    void Raise(ReadOnlySpan<int> primeIndices, SwitchScratch scratch);

    /// <summary>Some rows of a digit.</summary>
    /// <param name="digit">Which digit.</param>
    /// <param name="prime">One of those that <see cref="Raise"/> was called for.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="scratch">The same as for <see cref="Raise"/>.</param>
    /// <returns>The rows, where they are or in a tile of the scratch.</returns>
    Residues Rows(int digit, GroupPrime prime, RowRange rows, SwitchScratch scratch);
}
