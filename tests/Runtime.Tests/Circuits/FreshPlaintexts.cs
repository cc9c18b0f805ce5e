using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Tests.Circuits;

/// <summary>Diagonals that are encoded whenever asked for.</summary>
internal sealed class FreshPlaintexts(CkksParameters parameters, DiagonalMatrix matrix, Action? asked = null) : IDiagonalPlaintexts
{
    private readonly Encoder encoder = new(parameters, Workers.Sequential);

    public int Calls { get; private set; }

    public IReadOnlyList<PlaintextLease> Rent(IReadOnlyList<int> indices, PlaintextForm form)
    {
        Calls++;
        asked?.Invoke();
        return [.. indices.Select(index => new PlaintextLease(Encode(index, form), ownsPlaintext: true))];
    }

    private Plaintext Encode(int index, PlaintextForm form) => form.Extended
        ? encoder.EncodeExtended(matrix.Diagonal(index), form.Level, form.Scale)
        : encoder.Encode(matrix.Diagonal(index), form.Level, form.Scale);
}
