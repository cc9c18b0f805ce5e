using System.Numerics;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Encodes diagonals: one that is given by its period as a periodic plaintext, one that has all slots as a whole one. Thread-safe.</summary>
/// <param name="parameters">The parameters.</param>
/// <param name="workers">For whole plaintexts; stay the caller's.</param>
public sealed class DiagonalEncoder(CkksParameters parameters, IWorkers workers)
{
    private readonly Encoder whole = new(parameters, workers);
    private readonly PeriodicEncoder periodic = new(parameters);

    /// <summary>Encodes real numbers.</summary>
    /// <param name="diagonal">One period of the slots, or all of them.</param>
    /// <param name="form">How.</param>
    /// <exception cref="CkksException">The period does not fit the slots, or a value is not finite or too large for the scale.</exception>
    public EncodedMessage Encode(ReadOnlySpan<double> diagonal, PlaintextForm form) => diagonal.Length < parameters.SlotCount
        ? periodic.Encode(diagonal, form)
        : form.Extended ? whole.EncodeExtended(diagonal, form.Level, form.Scale) : whole.Encode(diagonal, form.Level, form.Scale);

    /// <summary>Encodes complex numbers.</summary>
    /// <inheritdoc cref="Encode(ReadOnlySpan{double}, PlaintextForm)"/>
    public EncodedMessage Encode(ReadOnlySpan<Complex> diagonal, PlaintextForm form) => diagonal.Length < parameters.SlotCount
        ? periodic.Encode(diagonal, form)
        : form.Extended ? whole.EncodeExtended(diagonal, form.Level, form.Scale) : whole.Encode(diagonal, form.Level, form.Scale);
}
