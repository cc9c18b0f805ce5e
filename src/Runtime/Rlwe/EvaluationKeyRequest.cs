using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>The evaluation keys a circuit needs. Immutable; one entry per Galois element.</summary>
public sealed class EvaluationKeyRequest
{
    public static readonly EvaluationKeyRequest None = new(null, []);

    /// <param name="relinearization">Highest level of a relinearization; null when there is none.</param>
    /// <param name="galois">Several entries for one element become one at their highest level.</param>
    /// <param name="encapsulation">Highest level that a bootstrap raises to; null when there is none.</param>
    public EvaluationKeyRequest(Level? relinearization, IEnumerable<GaloisKeyRequest> galois, Level? encapsulation = null)
    {
        Relinearization = relinearization;
        Encapsulation = encapsulation;
        Galois = [.. galois
            .GroupBy(static request => request.Element)
            .Select(static group => new GaloisKeyRequest(group.Key, group.Max(static request => request.MaxLevel)))
            .OrderBy(static request => request.Element)];
    }

    /// <summary>The circuit that asks; null for keys that are made for no circuit in particular.</summary>
    public CircuitHash? Circuit { get; init; }

    public Level? Relinearization { get; }

    /// <summary>Highest level that a bootstrap raises to; null when there is none.</summary>
    public Level? Encapsulation { get; }

    /// <summary>Ascending by element.</summary>
    public IReadOnlyList<GaloisKeyRequest> Galois { get; }

    /// <summary>Every key: those for relinearization and encapsulation first, then by ascending element.</summary>
    public IEnumerable<EvaluationKeyNeed> All =>
        (Relinearization is Level level ? [new EvaluationKeyNeed(KeyPurpose.Relinearization, level)] : Enumerable.Empty<EvaluationKeyNeed>())
        .Concat(Encapsulation is Level raised
            ? [new EvaluationKeyNeed(KeyPurpose.ToEphemeral, new Level(0)), new EvaluationKeyNeed(KeyPurpose.FromEphemeral, raised)]
            : Enumerable.Empty<EvaluationKeyNeed>())
        .Concat(Galois.Select(static request => new EvaluationKeyNeed(new KeyPurpose(request.Element), request.MaxLevel)));

    /// <summary>Keys for rotations by the given steps, all up to one level. Steps of 0 need no key and are left out.</summary>
    public static EvaluationKeyRequest ForRotations(RlweParameters parameters, IEnumerable<int> steps, Level maxLevel, Level? relinearization) =>
        new(relinearization, steps
            .Select(step => GaloisElement.ForRotation(step, parameters.LogN))
            .Where(static element => element.Value != 1)
            .Select(element => new GaloisKeyRequest(element, maxLevel)));

    /// <summary>Everything that either request asks for; for no circuit in particular, unless both are for the same.</summary>
    public EvaluationKeyRequest Merge(EvaluationKeyRequest other)
    {
        return new EvaluationKeyRequest(
            Higher(Relinearization, other.Relinearization), Galois.Concat(other.Galois), Higher(Encapsulation, other.Encapsulation))
        {
            Circuit = Circuit == other.Circuit ? Circuit : null,
        };
    }

    /// <summary>Highest level of the key for a purpose; null when it is not asked for.</summary>
    public Level? LevelOf(KeyPurpose purpose) =>
        All.Where(need => need.Purpose == purpose).Select(static need => (Level?)need.MaxLevel).FirstOrDefault();

    /// <summary>Memory that the keys will take, known before any is made.</summary>
    public long ByteCount(RlweParameters parameters) => All.Sum(need => EvaluationKey.ByteCountAt(parameters, need.MaxLevel, need.Purpose));

    /// <summary>Bytes of the keys' records, as they are stored and sent; known before any is made.</summary>
    public long StoredByteCount(RlweParameters parameters) => All.Sum(need => EvaluationKeySerializer.ByteCount(parameters, need.MaxLevel, need.Purpose));

    private static Level? Higher(Level? mine, Level? theirs) => mine is Level x && theirs is Level y ? Level.Max(x, y) : mine ?? theirs;
}
