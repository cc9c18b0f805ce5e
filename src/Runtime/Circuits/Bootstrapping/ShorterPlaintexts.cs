using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>Plaintexts of the whole chain as those of a chain with some primes left out, without a copy: residues belong to their prime alone.</summary>
/// <param name="whole">Lends the whole chain's plaintexts.</param>
/// <param name="wholeParameters">Of the whole chain.</param>
/// <param name="parameters">Of the shorter one; may be the same.</param>
internal sealed class ShorterPlaintexts(IDiagonalPlaintexts whole, CkksParameters wholeParameters, CkksParameters parameters) : IDiagonalPlaintexts
{
    private readonly int dropped = wholeParameters.Set.Q.Count - parameters.Set.Q.Count;

    public IReadOnlyList<PlaintextLease> Rent(IReadOnlyList<int> indices, PlaintextForm form)
    {
        if (dropped == 0)
        {
            return whole.Rent(indices, form);
        }

        int[] primes = form.Extended ? parameters.ExtendedPrimes(form.Level) : [.. parameters.CiphertextPrimes(form.Level)];
        Level level = new(PrimeOf(form.Level.Value));
        int[] limbs = Array.ConvertAll(primes, prime => wholeParameters.ExtendedLimb(level, PrimeOf(prime)));

        return [.. whole.Rent(indices, form with { Level = level }).Select(lease => View(lease.Plaintext, form, primes, limbs))];
    }

    // The whole chain's plaintexts stay with their owner, so the view owns nothing.
    private PlaintextLease View(Plaintext plaintext, PlaintextForm form, int[] primes, int[] limbs)
    {
        RnsPolynomial view = plaintext.Polynomial.View(parameters.Ring, primes, limbs);

        return new PlaintextLease(new Plaintext(parameters, view, form.Level, form.Scale), ownsPlaintext: false);
    }

    private int PrimeOf(int prime) => prime <= parameters.Set.TopLevel.Value ? prime : prime + dropped;
}
