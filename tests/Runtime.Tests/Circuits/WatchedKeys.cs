using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Tests.Circuits;

/// <summary>Keys in memory that say what is lent, one at a time or many.</summary>
/// <param name="keys">The keys.</param>
/// <param name="lendsManyAtOnce">What <see cref="LendsManyAtOnce"/> says.</param>
/// <param name="beforeRent">Told how many keys were lent so far, before each one.</param>
internal sealed class WatchedKeys(EvaluationKeys keys, bool lendsManyAtOnce, Action<int>? beforeRent = null) : IEvaluationKeySource
{
    private readonly Lock gate = new();
    private readonly List<KeyPurpose> lent = [];
    private int leases;

    public RlweParameters Parameters => keys.Parameters;

    public DataIdentity Identity => keys.Identity;

    public bool LendsManyAtOnce => lendsManyAtOnce;

    /// <summary>Most leases held at once.</summary>
    public int MostLeases { get; private set; }

    public IReadOnlyList<KeyPurpose> Lent => lent;

    public EvaluationKeyLease Rent(KeyPurpose purpose, Level level)
    {
        lock (gate)
        {
            beforeRent?.Invoke(lent.Count);
            lent.Add(purpose);
            MostLeases = Math.Max(MostLeases, ++leases);
        }

        EvaluationKeyLease lease = keys.Rent(purpose, level);

        return new EvaluationKeyLease(lease.Key, () =>
        {
            lease.Dispose();
            GiveBack();
        });
    }

    public void Require(EvaluationKeyRequest request) => keys.Require(request);

    private void GiveBack()
    {
        lock (gate)
        {
            leases--;
        }
    }
}
