using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Ntt;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>The digits of a polynomial over the extended basis, in NTT form: what rotations of one ciphertext share.</summary>
/// <remarks>Independent of the ciphertext it came from. Several threads may use one at once; dispose it when none does. Memory: digits times (level + 1 + special primes) limbs.</remarks>
public sealed class Decomposition : IDigits, IDisposable
{
    private readonly RlweParameters parameters;
    private readonly RnsPolynomial[] digits;
    private readonly Level level;
    private volatile bool disposed;

    internal Decomposition(RlweParameters parameters, Level level)
    {
        this.parameters = parameters;
        this.level = level;
        digits = [.. Enumerable.Range(0, parameters.Set.DigitCount(level)).Select(_ => parameters.RentExtendedPolynomial(level))];
    }

    /// <exception cref="ObjectDisposedException">It was disposed: every operation asks first.</exception>
    public Level Level
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);

            return level;
        }
    }

    public int DigitCount => digits.Length;

    public void Dispose()
    {
        disposed = true;
        Array.ForEach(digits, static digit => digit.Dispose());
    }

    void IDigits.Raise(ReadOnlySpan<int> primeIndices, SwitchScratch scratch)
    {
    }

    Residues IDigits.Rows(int digit, GroupPrime prime, RowRange rows, SwitchScratch scratch) => Limb(digit, prime.Index).Tile(rows);

    /// <summary>A whole digit modulo one prime.</summary>
    internal Residues Limb(int digit, int primeIndex) => digits[digit].Residues(parameters.ExtendedLimb(level, primeIndex));
}
