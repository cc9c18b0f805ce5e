using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.SealOracle.Tests;

/// <summary>Encodes each diagonal when it is asked for.</summary>
internal sealed class FreshPlaintexts(CkksParameters parameters, DiagonalMatrix matrix) : IDiagonalPlaintexts
{
    private readonly Encoder encoder = new(parameters, Workers.Sequential);

    public IReadOnlyList<PlaintextLease> Rent(IReadOnlyList<int> indices, PlaintextForm form) =>
        [.. indices.Select(index => new PlaintextLease(Encode(index, form), ownsPlaintext: true))];

    private Plaintext Encode(int index, PlaintextForm form) => form.Extended
        ? encoder.EncodeExtended(matrix.Diagonal(index), form.Level, form.Scale)
        : encoder.Encode(matrix.Diagonal(index), form.Level, form.Scale);
}
