using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Several plaintexts to be read until disposed.</summary>
internal sealed class PlaintextLeases(IReadOnlyList<PlaintextLease> leases) : IDisposable
{
    public Plaintext this[int index] => leases[index].Plaintext;

    public Plaintext[] Range(int first, int count) => [.. leases.Skip(first).Take(count).Select(static lease => lease.Plaintext)];

    public void Dispose()
    {
        foreach (PlaintextLease lease in leases)
        {
            lease.Dispose();
        }
    }
}
