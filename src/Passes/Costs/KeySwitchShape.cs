using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Costs;

/// <summary>Counts of a hybrid key switch at one level: digits of as many primes as there are special ones.</summary>
/// <param name="Limbs">Ciphertext primes at the level.</param>
/// <param name="SpecialPrimes">Primes of P, and of a digit.</param>
/// <remarks>Han, Ki, "Better Bootstrapping for Approximate Homomorphic Encryption", eprint 2019/688.</remarks>
public readonly record struct KeySwitchShape(int Limbs, int SpecialPrimes)
{
    public static KeySwitchShape At(Level level, int specialPrimes) => new(level.LimbCount, specialPrimes);

    public int Digits => (Limbs + SpecialPrimes - 1) / SpecialPrimes;

    /// <summary>Primes of the extended basis QP.</summary>
    public int ExtendedLimbs => Limbs + SpecialPrimes;

    /// <summary>Transforms of a decomposition: every limb back once, every digit forward into the primes it lacks.</summary>
    public int DecomposeTransforms => Limbs + (Digits * ExtendedLimbs) - Limbs;

    /// <summary>Transforms that divide two polynomials by P.</summary>
    public int ModDownTransforms => (2 * SpecialPrimes) + (2 * Limbs);

    /// <summary>Source limb times target limb of all digits' extensions.</summary>
    public int DecomposeConversions
    {
        get
        {
            int last = Limbs - ((Digits - 1) * SpecialPrimes);
            return ((Digits - 1) * SpecialPrimes * (ExtendedLimbs - SpecialPrimes)) + (last * (ExtendedLimbs - last));
        }
    }

    public int ModDownConversions => 2 * SpecialPrimes * Limbs;

    /// <summary>Limb products of the inner product with a key.</summary>
    public int InnerProducts => 2 * Digits * ExtendedLimbs;

    /// <summary>Bytes of one evaluation key for this level, both halves, 8 bytes a residue.</summary>
    public long KeyBytes(int n) => 2L * Digits * ExtendedLimbs * n * sizeof(double);
}
