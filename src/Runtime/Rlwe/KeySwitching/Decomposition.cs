using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>The digits of a polynomial over the extended basis, in NTT form: what rotations of one ciphertext share.</summary>
/// <remarks>Independent of the ciphertext it came from. Memory: digits times (level + 1 + special primes) limbs.</remarks>
public sealed class Decomposition : IDisposable
{
    private readonly RnsPolynomial[] digits;

    internal Decomposition(RlweParameters parameters, Level level)
    {
        Level = level;
        digits = [.. Enumerable.Range(0, parameters.Set.DigitCount(level)).Select(_ => parameters.RentExtendedPolynomial(level))];
    }

    public Level Level { get; }

    public int DigitCount => digits.Length;

    internal RnsPolynomial this[int digit] => digits[digit];

    public void Dispose() => Array.ForEach(digits, static digit => digit.Dispose());
}
