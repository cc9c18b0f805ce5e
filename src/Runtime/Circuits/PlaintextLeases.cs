using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Several plaintexts to be read until disposed.</summary>
internal sealed class PlaintextLeases(IReadOnlyList<PlaintextLease<EncodedMessage>> leases) : IDisposable
{
    public EncodedMessage this[int index] => leases[index].Plaintext;

    public EncodedMessage[] Range(int first, int count) => [.. leases.Skip(first).Take(count).Select(static lease => lease.Plaintext)];

    public void Dispose()
    {
        foreach (PlaintextLease<EncodedMessage> lease in leases)
        {
            lease.Dispose();
        }
    }
}
