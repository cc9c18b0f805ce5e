namespace PowerSoftmax.Passes.Select;

/// <summary>One number of special primes that was considered, and what it would cost.</summary>
/// <param name="SpecialPrimes">Primes of P, and of a key-switching digit.</param>
/// <param name="Digits">Digits at the highest level (dnum).</param>
/// <param name="Log2QP">Bits of the whole modulus.</param>
/// <param name="Fits">Whether that is within the security budget.</param>
/// <param name="KeyBytes">All evaluation keys, expanded.</param>
/// <param name="Milliseconds">Predicted time of the circuit, one thread.</param>
public sealed record DigitChoice(int SpecialPrimes, int Digits, double Log2QP, bool Fits, long KeyBytes, double Milliseconds)
{
    /// <summary>Highest level of the circuit's values; 0 where the circuit's depth alone decides it.</summary>
    public int Levels { get; init; }

    /// <summary>Bootstraps of the circuit.</summary>
    public int Bootstraps { get; init; }
}
