using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Two real ciphertexts as one complex one, and back: x + u y, where u is the polynomial X^(N/2), so that u^2 = -1.</summary>
/// <remarks>
/// A product with u, whose slots <see cref="PairUnit"/> has, is exact and takes no level.
/// Taking apart costs a conjugation for each ciphertext, for which the evaluator needs a key. Thread-safe.
/// </remarks>
/// <param name="evaluator">Computes.</param>
/// <param name="level">Of the ciphertexts.</param>
/// <param name="cancellationToken">Honored between ciphertexts.</param>
internal sealed class PairedCiphertexts(Evaluator evaluator, Level level, CancellationToken cancellationToken)
{
    private readonly EncodedMessage unit = Unit(evaluator, level, 1);

    private readonly IndependentWork work = IndependentCiphertexts.WorkAt(evaluator, level);

    /// <summary>Pairs of neighbours; of an odd number the last is a copy.</summary>
    /// <param name="ciphertexts">Stay the caller's.</param>
    /// <param name="form">Whether x + u y or x - u y.</param>
    public Ciphertext[] Join(IReadOnlyList<Ciphertext> ciphertexts, SlotForm form = SlotForm.Pairs)
    {
        Ciphertext[][] pairs = [.. ciphertexts.Chunk(2)];
        return Each(pairs.Length, i => pairs[i].Length == 1 ? evaluator.Copy(pairs[i][0]) : Join(pairs[i][0], pairs[i][1], form));
    }

    /// <summary>x + u (y + z), of a pair x + u y.</summary>
    /// <param name="pair">Stays the caller's.</param>
    /// <param name="plain">z, at the pair's scale.</param>
    public Ciphertext AddToSecond(Ciphertext pair, Plaintext plain)
    {
        using Ciphertext second = evaluator.MultiplyPlain(pair, Unit(evaluator, level, -1));
        using Ciphertext sum = evaluator.AddPlain(second, plain);
        return evaluator.MultiplyPlain(sum, unit);
    }

    /// <summary>Twice the real part of each.</summary>
    /// <param name="complex">Taken over.</param>
    public Ciphertext[] RealParts(Ciphertext[] complex)
    {
        using OwnedCiphertexts taken = new(complex);
        return Each(complex.Length, i => RealPart.Twice(evaluator, complex[i]));
    }

    /// <summary>Twice each ciphertext of the pairs.</summary>
    /// <param name="pairs">Taken over.</param>
    /// <param name="count">How many ciphertexts are in them.</param>
    public Ciphertext[] Parts(Ciphertext[] pairs, int count)
    {
        using OwnedCiphertexts taken = new(pairs);
        Ciphertext[] conjugates = Each(pairs.Length, i => evaluator.Conjugate(pairs[i]));
        using OwnedCiphertexts made = new(conjugates);
        return Each(count, i => i % 2 == 0 ? evaluator.Add(pairs[i / 2], conjugates[i / 2]) : Second(pairs[i / 2], conjugates[i / 2]));
    }

    /// <summary>u or -u.</summary>
    private static EncodedMessage Unit(Evaluator evaluator, Level level, int sign) => new PeriodicEncoder(evaluator.Parameters)
        .Encode([sign * PairUnit.At(0), sign * PairUnit.At(1)], new PlaintextForm(level, new Scale(1), Extended: false));

    /// <summary>What the pair holds less its conjugate is 2 u y.</summary>
    private Ciphertext Second(Ciphertext pair, Ciphertext conjugate)
    {
        using Ciphertext difference = evaluator.Sub(conjugate, pair);
        return evaluator.MultiplyPlain(difference, unit);
    }

    private Ciphertext Join(Ciphertext first, Ciphertext second, SlotForm form)
    {
        Ciphertext imaginary = evaluator.MultiplyPlain(second, unit);
        if (form == SlotForm.ConjugatePairs)
        {
            evaluator.Sub(first, imaginary, imaginary);
        }
        else
        {
            evaluator.Add(first, imaginary, imaginary);
        }

        return imaginary;
    }

    private Ciphertext[] Each(int count, Func<int, Ciphertext> operation) => work.Collect(count, i =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        return operation(i);
    });
}
