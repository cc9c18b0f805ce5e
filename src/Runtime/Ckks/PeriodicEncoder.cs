using System.Collections.Concurrent;
using System.Numerics;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Runtime.Ckks.Encoding;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>Encodes messages whose slots repeat, from one period. On the caller's thread; thread-safe.</summary>
/// <remarks>
/// Slots that repeat with period F are the same under X → X^(1 + 4F), so their polynomial is one in X^R, R = N / 2F: in Y = X^R it is the
/// polynomial of F slots in a ring of degree 2F, whose embedding and transform are all that is computed. Coefficients are, bit for bit,
/// those that <see cref="Encoder"/> finds for all slots: on equal values the first log2(R) levels of its transform make exact
/// multiples by 2 and exact zeros, and what follows are the levels of the small one with the same roots. The number-theoretic transform
/// is exact, so residues are the same too. Cost: a complex transform of F points (512 at least), and for each prime one
/// number-theoretic transform of length 2F (1024 at least).
/// </remarks>
public sealed class PeriodicEncoder(CkksParameters parameters)
{
    private readonly ConcurrentDictionary<int, EmbeddingTransform> embeddings = new();

    /// <summary>Encodes real numbers.</summary>
    /// <param name="period">The message's first slots; a power of two, at least 2, that repeats <see cref="SlotPeriod.LeastRepeats"/> times or more.</param>
    /// <param name="form">Level, scale, and whether with the special primes. Coefficients must stay below 2^97.</param>
    /// <exception cref="CkksException">The period does not fit the slots, or a value is not finite or too large for the scale.</exception>
    public PeriodicPlaintext Encode(ReadOnlySpan<double> period, PlaintextForm form)
    {
        Subring subring = SubringOf(period.Length);
        EmbeddingTransform embedding = EmbeddingOf(subring);
        using Limb values = subring.Scratch.Rent(clearOnReturn: true);
        values.Span.Clear();
        embedding.Slots.Scatter(Repeated(period, values.Length / 2), values.Span);

        return Encode(values, subring, embedding, form);
    }

    /// <summary>Encodes complex numbers.</summary>
    /// <inheritdoc cref="Encode(ReadOnlySpan{double}, PlaintextForm)"/>
    public PeriodicPlaintext Encode(ReadOnlySpan<Complex> period, PlaintextForm form)
    {
        Subring subring = SubringOf(period.Length);
        EmbeddingTransform embedding = EmbeddingOf(subring);
        using Limb values = subring.Scratch.Rent(clearOnReturn: true);
        int slots = values.Length / 2;
        embedding.Slots.Scatter(Repeated(period, slots), values.Span[..slots], values.Span[slots..]);

        return Encode(values, subring, embedding, form);
    }

    private PeriodicPlaintext Encode(Limb values, Subring subring, EmbeddingTransform embedding, PlaintextForm form)
    {
        parameters.CheckLevel(form.Level);
        int slots = values.Length / 2;
        embedding.ToCoefficients(values.Span[..slots], values.Span[slots..]);
        double largest = CoefficientRounding.RoundMessage(values.Span, form.Scale, slots);
        SubringPolynomial polynomial = new(subring, parameters.PrimesOf(form));
        using Limb residues = subring.Scratch.Rent(clearOnReturn: true);

        for (int i = 0; i < polynomial.LimbCount; i++)
        {
            int prime = polynomial.PrimeIndex(i);
            CoefficientRounding.Reduce(parameters.Ring, values.Span, largest, residues.Span, parameters.Ring.Moduli[prime]);
            subring.Forward(prime, residues.Residues);
            residues.Span[..subring.Degree].CopyTo(polynomial.Residues(i).Span);
        }

        return new PeriodicPlaintext(parameters, polynomial, form);
    }

    private Subring SubringOf(int period) =>
        int.IsPow2(period) && period >= SlotPeriod.Least && SlotPeriod.IsKeptOnce(parameters.SlotCount, period)
            ? parameters.Ring.Subring(BitOperations.Log2((uint)period) + 1)
            : throw new CkksException(
                $"A period of {period} slots is given; it must be a power of two from {SlotPeriod.Least} to {parameters.SlotCount / SlotPeriod.LeastRepeats}. Encode all slots with {nameof(Encoder)}.");

    private EmbeddingTransform EmbeddingOf(Subring subring) =>
        embeddings.GetOrAdd(subring.LogTransform, logN => new EmbeddingTransform(logN, parameters.Ring.Lanes));

    private static ReadOnlySpan<T> Repeated<T>(ReadOnlySpan<T> period, int count) =>
        period.Length == count ? period : RepeatedSlots.Of(period, count);
}
