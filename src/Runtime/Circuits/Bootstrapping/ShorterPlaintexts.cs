using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>Plaintexts of the whole chain as those of a chain with some primes left out, without a copy: residues belong to their prime alone.</summary>
/// <param name="whole">Lends the whole chain's plaintexts.</param>
/// <param name="wholeParameters">Of the whole chain.</param>
/// <param name="parameters">Of the shorter one; may be the same.</param>
internal sealed class ShorterPlaintexts(IDiagonalPlaintexts whole, CkksParameters wholeParameters, CkksParameters parameters) : IDiagonalPlaintexts
{
    private readonly int dropped = wholeParameters.Set.Q.Count - parameters.Set.Q.Count;

    public int MostSlots(int index) => whole.MostSlots(index);

    public IReadOnlyList<PlaintextLease<EncodedMessage>> Rent(IReadOnlyList<int> indices, PlaintextForm form)
    {
        if (dropped == 0)
        {
            return whole.Rent(indices, form);
        }

        Level level = new(PrimeOf(form.Level.Value));
        int[] limbs = Array.ConvertAll(parameters.PrimesOf(form), prime => wholeParameters.ExtendedLimb(level, PrimeOf(prime)));

        // The whole chain's plaintexts stay with their owner, so the views own nothing.
        return [.. whole.Rent(indices, form with { Level = level }).Select(lease =>
            new PlaintextLease<EncodedMessage>(lease.Plaintext.View(parameters, form, limbs), ownsPlaintext: false))];
    }

    private int PrimeOf(int prime) => prime <= parameters.Set.TopLevel.Value ? prime : prime + dropped;
}
