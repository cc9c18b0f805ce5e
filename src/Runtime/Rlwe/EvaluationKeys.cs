using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>The evaluation keys of one client: at most one for relinearization and one for each Galois element.</summary>
/// <remarks>Thread-safe. After <see cref="Dispose"/> no key is lent; those that are lent live until their leases come back.</remarks>
public sealed class EvaluationKeys : IEvaluationKeySource, IDisposable
{
    private readonly SortedDictionary<KeyPurpose, EvaluationKey> keys = [];
    private readonly Lifetime lifetime;

    /// <param name="keys">Owned by the new object. The later of two keys for one purpose replaces the earlier.</param>
    /// <param name="identity">Circuit and name; null for none.</param>
    public EvaluationKeys(RlweParameters parameters, IEnumerable<EvaluationKey> keys, DataIdentity? identity = null)
    {
        Parameters = parameters;
        Identity = identity ?? DataIdentity.None;
        lifetime = new Lifetime(nameof(EvaluationKeys), Free);

        foreach (EvaluationKey key in keys)
        {
            this.keys[key.Purpose] = key;
        }
    }

    public RlweParameters Parameters { get; }

    /// <inheritdoc/>
    public DataIdentity Identity { get; }

    /// <inheritdoc/>
    public bool LendsManyAtOnce => true;

    /// <summary>Every key: relinearization first, then encapsulation, then by ascending Galois element.</summary>
    /// <exception cref="ObjectDisposedException">The keys were disposed.</exception>
    public IReadOnlyCollection<EvaluationKey> All => Alive.Values;

    public EvaluationKey? Relinearization => Alive.GetValueOrDefault(KeyPurpose.Relinearization);

    public IReadOnlyCollection<EvaluationKey> Galois => [.. All.Where(static key => key.Element is not null)];

    public int Count => keys.Count;

    /// <summary>Memory that the keys take.</summary>
    public long ByteCount => keys.Values.Sum(static key => key.ByteCount);

    /// <summary>No key at all: for circuits of additions and plaintext products.</summary>
    public static EvaluationKeys None(RlweParameters parameters) => new(parameters, []);

    private SortedDictionary<KeyPurpose, EvaluationKey> Alive
    {
        get
        {
            lifetime.ThrowIfClosed();

            return keys;
        }
    }

    /// <exception cref="MissingEvaluationKeyException">There is none, or it reaches only to a lower level.</exception>
    /// <exception cref="ObjectDisposedException">The keys were disposed.</exception>
    public EvaluationKey For(KeyPurpose purpose, Level level)
    {
        EvaluationKey? key = Alive.GetValueOrDefault(purpose);

        return key is not null && key.MaxLevel >= level
            ? key
            : throw new MissingEvaluationKeyException(purpose.Describe(Parameters.LogN), level, key?.MaxLevel);
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The keys were disposed.</exception>
    public EvaluationKeyLease Rent(KeyPurpose purpose, Level level)
    {
        LifetimeUse use = lifetime.Enter();

        try
        {
            return new EvaluationKeyLease(For(purpose, level), use.Dispose);
        }
        catch
        {
            use.Dispose();

            throw;
        }
    }

    /// <inheritdoc/>
    public void Require(EvaluationKeyRequest request)
    {
        foreach (EvaluationKeyNeed need in request.All)
        {
            For(need.Purpose, need.MaxLevel);
        }
    }

    /// <summary>Frees the keys; if some are lent, all of them when the last lease comes back.</summary>
    public void Dispose() => lifetime.Close();

    /// <summary>Keeps the keys there until the use is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The keys were disposed.</exception>
    internal LifetimeUse Enter() => lifetime.Enter();

    private void Free()
    {
        foreach (EvaluationKey key in keys.Values)
        {
            key.Dispose();
        }
    }
}
