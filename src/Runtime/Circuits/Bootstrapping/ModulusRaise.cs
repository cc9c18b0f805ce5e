using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>Raises a ciphertext from q0 to a higher modulus, under an ephemeral sparse secret. Its coefficients gain multiples of q0.</summary>
/// <remarks>
/// Under a secret of h nonzero coefficients the multiples are at most (h + 1) / 2. Two key switches of one digit and one special
/// prime: modulo q0 to the sparse secret, then, raised, back. Bossuat, Troncoso-Pastoriza, Hubaux, eprint 2022/024.
/// </remarks>
internal sealed class ModulusRaise(CkksParameters parameters, IEvaluationKeySource keys, IWorkers workers)
{
    /// <param name="input">Level 0, degree 1.</param>
    /// <param name="level">Level of the result.</param>
    /// <returns>A new ciphertext of the input's scale.</returns>
    public Ciphertext Raise(Ciphertext input, Level level)
    {
        using RnsPolynomial c0 = input[0].Copy(), c1 = input[1].Copy();
        (RnsPolynomial sparse0, RnsPolynomial sparse1) = Switch(Coefficients(c0), Coefficients(c1), KeyPurpose.ToEphemeral, new Level(0));

        using (sparse0)
        using (sparse1)
        {
            (RnsPolynomial raised0, RnsPolynomial raised1) = Switch(Coefficients(sparse0), Coefficients(sparse1), KeyPurpose.FromEphemeral, level);

            return new Ciphertext(parameters, level, input.Scale, raised0, raised1);
        }
    }

    private RnsPolynomial Coefficients(RnsPolynomial x)
    {
        RingOperations.ToCoefficients(x, workers);

        return x;
    }

    // (c0, 0) + round(c1 (b, a) / p) modulo q0 ... q_level, from coefficients below q0.
    private (RnsPolynomial First, RnsPolynomial Second) Switch(RnsPolynomial c0, RnsPolynomial c1, KeyPurpose purpose, Level level)
    {
        int[] primes = EvaluationKeyShape.Of(parameters, purpose, level).Primes;
        using RnsPolynomial digit = Lift(c1, primes);
        using RnsPolynomial product0 = new(parameters.Ring, primes, isNtt: true), product1 = new(parameters.Ring, primes, isNtt: true);

        using (EvaluationKeyLease lease = keys.Rent(purpose, level))
        {
            int[] limbs = Array.ConvertAll(primes, lease.Key.LimbOf);
            RingOperations.Multiply(digit, lease.Key.Masked(0).View(parameters.Ring, primes, limbs), product0, workers);
            RingOperations.Multiply(digit, lease.Key.Uniform(0).View(parameters.Ring, primes, limbs), product1, workers);
        }

        RnsPolynomial first = parameters.RentCiphertextPolynomial(level), second = parameters.RentCiphertextPolynomial(level);
        RingOperations.DivideAndRoundByLast([product0, product1], [first, second], workers);
        using RnsPolynomial added = Lift(c0, parameters.CiphertextPrimes(level));
        RingOperations.Add(first, added, first, workers);

        return (first, second);
    }

    // Balanced integers modulo q0 to their residues modulo other primes, in NTT form.
    private RnsPolynomial Lift(RnsPolynomial coefficients, ReadOnlySpan<int> primes)
    {
        RnsPolynomial lifted = new(parameters.Ring, primes, isNtt: true);
        workers.Run(lifted.LimbCount, i =>
        {
            UnaryDriver<ReduceModular>.Run(parameters.Ring.Lanes, coefficients.Limb(0), lifted.Limb(i), lifted.Modulus(i));
            parameters.Ring.Ntt(lifted.PrimeIndex(i)).Forward(lifted.Limb(i));
        });

        return lifted;
    }
}
