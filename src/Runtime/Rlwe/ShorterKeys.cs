using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>Keys for a chain with some primes left out, made of the whole chain's keys without a copy.</summary>
/// <remarks>
/// A gadget ciphertext is defined prime by prime, so leaving primes out of ciphertext and key leaves the key valid, as long as the digits
/// are the same groups of primes (<see cref="DigitPartition.Without"/>).
/// </remarks>
/// <param name="shorter">The parameters without them.</param>
/// <param name="whole">Lends keys of the whole chain.</param>
internal sealed class ShorterKeys(RlweParameters shorter, IEvaluationKeySource whole) : IEvaluationKeySource
{
    private readonly int kept = shorter.Set.TopLevel.LimbCount;

    private readonly int dropped = whole.Parameters.Set.Q.Count - shorter.Set.Q.Count;

    public RlweParameters Parameters => shorter;

    public DataIdentity Identity => whole.Identity;

    public bool LendsManyAtOnce => whole.LendsManyAtOnce;

    public EvaluationKeyLease Rent(KeyPurpose purpose, Level level)
    {
        EvaluationKeyLease lease = whole.Rent(purpose, new Level(PrimeOf(level.Value)));

        return new EvaluationKeyLease(View(lease.Key, purpose, level), lease.Dispose);
    }

    public void Require(EvaluationKeyRequest request)
    {
        foreach (EvaluationKeyNeed need in request.All)
        {
            Rent(need.Purpose, need.MaxLevel).Dispose();
        }
    }

    // The same prime's index in the whole chain, special primes included.
    private int PrimeOf(int prime) => prime < kept ? prime : prime + dropped;

    private EvaluationKey View(EvaluationKey key, KeyPurpose purpose, Level level)
    {
        EvaluationKeyShape shape = EvaluationKeyShape.Of(shorter, purpose, level);
        int[] limbs = Array.ConvertAll(shape.Primes, prime => key.LimbOf(PrimeOf(prime)));
        int[] digits = purpose.Encapsulation != Encapsulation.None
            ? [0]
            : [.. Enumerable.Range(0, level.LimbCount).Select(prime => whole.Parameters.Set.Digits.DigitOf(PrimeOf(prime))).Distinct()];

        return new EvaluationKey(
            shorter,
            purpose,
            level,
            Array.ConvertAll(digits, digit => key.Masked(digit).View(shorter.Ring, shape.Primes, limbs)),
            Array.ConvertAll(digits, digit => key.Uniform(digit).View(shorter.Ring, shape.Primes, limbs)),
            seed: null);
    }
}
