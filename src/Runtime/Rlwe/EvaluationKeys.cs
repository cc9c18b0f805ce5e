using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>The evaluation keys of one client: at most one for relinearization and one for each Galois element.</summary>
public sealed class EvaluationKeys : IEvaluationKeySource, IDisposable
{
    private readonly Dictionary<GaloisElement, EvaluationKey> galois = [];

    /// <param name="keys">Owned by the new object. The later of two keys for one purpose replaces the earlier.</param>
    public EvaluationKeys(RlweParameters parameters, IEnumerable<EvaluationKey> keys)
    {
        Parameters = parameters;

        foreach (EvaluationKey key in keys)
        {
            if (key.Element is GaloisElement element)
            {
                galois[element] = key;
            }
            else
            {
                Relinearization = key;
            }
        }
    }

    public RlweParameters Parameters { get; }

    /// <inheritdoc/>
    public bool LendsManyAtOnce => true;

    public EvaluationKey? Relinearization { get; }

    public IReadOnlyCollection<EvaluationKey> Galois => galois.Values;

    public int Count => galois.Count + (Relinearization is null ? 0 : 1);

    /// <summary>Memory that the keys take.</summary>
    public long ByteCount => galois.Values.Sum(static key => key.ByteCount) + (Relinearization?.ByteCount ?? 0);

    /// <summary>No key at all: for circuits of additions and plaintext products.</summary>
    public static EvaluationKeys None(RlweParameters parameters) => new(parameters, []);

    /// <exception cref="MissingEvaluationKeyException">There is none, or it reaches only to a lower level.</exception>
    public EvaluationKey ForRelinearization(Level level) => Relinearization is EvaluationKey key && key.MaxLevel >= level
        ? key
        : throw new MissingEvaluationKeyException("relinearization", level, Relinearization?.MaxLevel);

    /// <exception cref="MissingEvaluationKeyException">There is none, or it reaches only to a lower level.</exception>
    public EvaluationKey ForGalois(GaloisElement element, Level level)
    {
        EvaluationKey? key = galois.GetValueOrDefault(element);

        return key is not null && key.MaxLevel >= level
            ? key
            : throw new MissingEvaluationKeyException(element.Describe(Parameters.LogN), level, key?.MaxLevel);
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
        Relinearization?.Dispose();

        foreach (EvaluationKey key in galois.Values)
        {
            key.Dispose();
        }
    }

    private EvaluationKey For(KeyPurpose purpose, Level level) =>
        purpose.Element is GaloisElement element ? ForGalois(element, level) : ForRelinearization(level);
}
