using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>An encoded message whose slots repeat: a polynomial in X^R, R repeats, of which N / R residues a prime are kept.</summary>
/// <remarks>
/// With all N residues it would be, bit for bit, what <see cref="Encoder"/> makes of all slots. Several threads may use one at once;
/// dispose it when none does.
/// </remarks>
public sealed class PeriodicPlaintext : EncodedMessage
{
    private readonly SubringPolynomial polynomial;

    internal PeriodicPlaintext(CkksParameters parameters, SubringPolynomial polynomial, PlaintextForm form)
        : base(parameters, form, (long)polynomial.LimbCount * polynomial.Subring.Degree * sizeof(double))
    {
        this.polynomial = polynomial;
    }

    /// <summary>Slots after which the message repeats.</summary>
    public int Period => polynomial.Subring.Degree / 2;

    internal SubringPolynomial Polynomial
    {
        get
        {
            ThrowIfDisposed();

            return polynomial;
        }
    }

    internal override EncodedMessage View(CkksParameters other, PlaintextForm form, int[] limbs) =>
        new PeriodicPlaintext(other, Polynomial.View(other.PrimesOf(form), limbs), form);

    private protected override void Free() => polynomial.Dispose();
}
