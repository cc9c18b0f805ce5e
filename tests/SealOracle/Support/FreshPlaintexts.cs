using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.SealOracle.Tests;

/// <summary>Encodes each diagonal when it is asked for.</summary>
internal sealed class FreshPlaintexts(CkksParameters parameters, DiagonalMatrix matrix) : IDiagonalPlaintexts
{
    private readonly DiagonalEncoder encoder = new(parameters, Workers.Sequential);

    public int MostSlots(int index) => matrix.SlotsOf(index);

    public IReadOnlyList<PlaintextLease<EncodedMessage>> Rent(IReadOnlyList<int> indices, PlaintextForm form) =>
        [.. indices.Select(index => new PlaintextLease<EncodedMessage>(matrix.Encode(index, encoder, form), ownsPlaintext: true))];
}
