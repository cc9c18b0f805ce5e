using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Tests.Circuits;

/// <summary>Diagonals that are encoded whenever asked for.</summary>
internal sealed class FreshPlaintexts(CkksParameters parameters, DiagonalMatrix matrix, Action? asked = null, int? mostSlots = null) : IDiagonalPlaintexts
{
    private readonly DiagonalEncoder encoder = new(parameters, Workers.Sequential);

    public int Calls { get; private set; }

    public int MostSlots(int index) => mostSlots ?? matrix.SlotsOf(index);

    public IReadOnlyList<PlaintextLease<EncodedMessage>> Rent(IReadOnlyList<int> indices, PlaintextForm form)
    {
        Calls++;
        asked?.Invoke();
        return [.. indices.Select(index => new PlaintextLease<EncodedMessage>(matrix.Encode(index, encoder, form), ownsPlaintext: true))];
    }
}
