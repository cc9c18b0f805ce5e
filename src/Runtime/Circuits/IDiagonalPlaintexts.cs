using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Where a linear transform gets its encoded diagonals: from a cache, or encoded when asked. Thread-safe.</summary>
public interface IDiagonalPlaintexts
{
    /// <summary>Slots that a diagonal is encoded from, one period or all, or more: what bounds how many are rented at a time.</summary>
    int MostSlots(int index);

    /// <summary>Encoded diagonals in the order of <paramref name="indices"/>; the caller disposes the leases after use.</summary>
    IReadOnlyList<PlaintextLease<EncodedMessage>> Rent(IReadOnlyList<int> indices, PlaintextForm form);
}
