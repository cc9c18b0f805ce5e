using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>Digits and primes of an evaluation key.</summary>
/// <remarks>
/// What encapsulation switches is a polynomial below q0, which is a single digit whatever the modulus, so those keys have one digit and
/// need one special prime only.
/// </remarks>
internal readonly record struct EvaluationKeyShape(int Digits, int[] Primes)
{
    public static EvaluationKeyShape Of(RlweParameters parameters, KeyPurpose purpose, Level maxLevel) => purpose.Encapsulation == Encapsulation.None
        ? new(parameters.Set.DigitCount(maxLevel), parameters.ExtendedPrimes(maxLevel))
        : new(1, [.. parameters.CiphertextPrimes(maxLevel), parameters.FirstSpecial]);

    /// <summary>Room for one polynomial a digit, in NTT form.</summary>
    public Ring.RnsPolynomial[] Rent(RlweParameters parameters)
    {
        int[] primes = Primes;

        return [.. Enumerable.Range(0, Digits).Select(_ => new Ring.RnsPolynomial(parameters.Ring, primes, isNtt: true))];
    }

    /// <summary>Bytes of both halves in memory.</summary>
    public long ByteCount(RlweParameters parameters) => 2L * Digits * Primes.Length * parameters.N * sizeof(double);
}
