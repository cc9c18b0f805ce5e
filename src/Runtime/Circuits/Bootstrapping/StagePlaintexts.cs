using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>The plaintexts of a stage in one form. Thread-safe: after <see cref="Dispose"/> they live until their leases come back.</summary>
internal sealed class StagePlaintexts : IDisposable
{
    private readonly EncodedMessage[] plaintexts;
    private readonly Lifetime lifetime;

    /// <param name="form">How they are encoded.</param>
    /// <param name="plaintexts">Owned by the new object.</param>
    public StagePlaintexts(PlaintextForm form, EncodedMessage[] plaintexts)
    {
        Form = form;
        this.plaintexts = plaintexts;
        ByteCount = plaintexts.Sum(static plaintext => plaintext.ByteCount);
        lifetime = new Lifetime(nameof(StagePlaintexts), () => Array.ForEach(plaintexts, static plaintext => plaintext.Dispose()));
    }

    public PlaintextForm Form { get; }

    public long ByteCount { get; }

    public PlaintextLease<EncodedMessage> Rent(int index) => new(plaintexts[index], lifetime.Enter());

    public void Dispose() => lifetime.Close();
}
