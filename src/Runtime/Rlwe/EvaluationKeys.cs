using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>The evaluation keys of one client: at most one for relinearization and one for each Galois element.</summary>
public sealed class EvaluationKeys : IEvaluationKeySource, IDisposable
{
    private readonly SortedDictionary<KeyPurpose, EvaluationKey> keys = [];

    /// <param name="keys">Owned by the new object. The later of two keys for one purpose replaces the earlier.</param>
    /// <param name="identity">Circuit and name; null for none.</param>
    public EvaluationKeys(RlweParameters parameters, IEnumerable<EvaluationKey> keys, DataIdentity? identity = null)
    {
        Parameters = parameters;
        Identity = identity ?? DataIdentity.None;

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
    public IReadOnlyCollection<EvaluationKey> All => keys.Values;

    public EvaluationKey? Relinearization => keys.GetValueOrDefault(KeyPurpose.Relinearization);

    public IReadOnlyCollection<EvaluationKey> Galois => [.. keys.Values.Where(static key => key.Element is not null)];

    public int Count => keys.Count;

    /// <summary>Memory that the keys take.</summary>
    public long ByteCount => keys.Values.Sum(static key => key.ByteCount);

    /// <summary>No key at all: for circuits of additions and plaintext products.</summary>
    public static EvaluationKeys None(RlweParameters parameters) => new(parameters, []);

    /// <exception cref="MissingEvaluationKeyException">There is none, or it reaches only to a lower level.</exception>
    public EvaluationKey For(KeyPurpose purpose, Level level)
    {
        EvaluationKey? key = keys.GetValueOrDefault(purpose);

        return key is not null && key.MaxLevel >= level
            ? key
            : throw new MissingEvaluationKeyException(purpose.Describe(Parameters.LogN), level, key?.MaxLevel);
    }

    /// <inheritdoc/>
    public EvaluationKeyLease Rent(KeyPurpose purpose, Level level) => new(For(purpose, level));

    /// <inheritdoc/>
    public void Require(EvaluationKeyRequest request)
    {
        foreach (EvaluationKeyNeed need in request.All)
        {
            For(need.Purpose, need.MaxLevel);
        }
    }

    public void Dispose()
    {
        foreach (EvaluationKey key in keys.Values)
        {
            key.Dispose();
        }
    }
}
