using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>An encoded message: a polynomial in NTT form, with level and scale. Not encrypted.</summary>
/// <remarks>Several threads may use one at once; dispose it when none does.</remarks>
public sealed class Plaintext : EncodedMessage
{
    private readonly RnsPolynomial polynomial;

    internal Plaintext(CkksParameters parameters, RnsPolynomial polynomial, Level level, Scale scale)
        : base(parameters, new PlaintextForm(level, scale, polynomial.LimbCount > level.LimbCount), (long)polynomial.LimbCount * parameters.N * sizeof(double))
    {
        this.polynomial = polynomial;
    }

    internal RnsPolynomial Polynomial
    {
        get
        {
            ThrowIfDisposed();

            return polynomial;
        }
    }

    internal override EncodedMessage View(CkksParameters other, PlaintextForm form, int[] limbs) =>
        new Plaintext(other, Polynomial.View(other.Ring, other.PrimesOf(form), limbs), form.Level, form.Scale);

    /// <summary>Disposes of an encoded message that is nobody else's business: its memory is zeroed.</summary>
    internal void Discard()
    {
        MarkDisposed();
        polynomial.Discard();
    }

    private protected override void Free() => polynomial.Dispose();
}
