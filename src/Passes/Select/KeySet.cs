using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Select;

/// <summary>The evaluation keys of a circuit under given parameters.</summary>
/// <param name="Needs">Which keys.</param>
/// <param name="Count">Number of keys.</param>
/// <param name="Bytes">Memory of all keys when both halves are expanded.</param>
/// <param name="SeededBytes">Bytes to send or store: the uniform half of each key is a seed.</param>
public sealed record KeySet(EvaluationKeyNeeds Needs, int Count, long Bytes, long SeededBytes)
{
    /// <summary>Bytes of a key's record beside its residues: header, element, level, digits, seed, digest. See docs/formats.md.</summary>
    private const int RecordOverhead = 48 + 4 + 2 + 2 + 32 + 32;

    /// <summary>SEAL gives each digit a seed of its own, with type and header.</summary>
    private const int SealSeedBytes = 81;

    /// <summary>Keys that are cut to the highest level they are used at; stored, a residue takes whole bytes.</summary>
    public static KeySet Of(EvaluationKeyNeeds needs, CkksParametersLiteral parameters)
    {
        return Of(needs, Levels(needs), parameters);
    }

    private static KeySet Of(EvaluationKeyNeeds needs, List<Level> levels, CkksParametersLiteral parameters)
    {
        long bytes = levels.Sum(level => KeySwitchShape.At(level, parameters.P.Count).KeyBytes(1 << parameters.LogN));
        return new KeySet(needs, levels.Count, bytes, levels.Sum(level => RecordBytes(level, parameters)));
    }

    /// <summary>The keys of a circuit that bootstraps: a rotation that both need has one key, for the higher level.</summary>
    public static KeySet Of(EvaluationKeyNeeds needs, BootstrappingSet set)
    {
        if (!needs.Bootstraps)
        {
            return Of(needs, set.Literal);
        }

        BootstrapKeys bootstraps = BootstrapKeys.Of(set);
        EvaluationKeyNeeds joined = new(
            Level.Max(needs.Relinearization ?? bootstraps.Relinearization, bootstraps.Relinearization),
            needs.Rotations.Concat(bootstraps.Rotations)
                .GroupBy(static entry => entry.Key, static entry => entry.Value)
                .ToDictionary(static group => group.Key, static group => group.Max()))
        {
            Conjugation = Level.Max(needs.Conjugation ?? bootstraps.Conjugation, bootstraps.Conjugation),
        };
        KeySet keys = Of(needs, Levels(joined), set.Literal);
        long[] residues = [Residues(new Level(0), set.Literal), Residues(bootstraps.Encapsulation, set.Literal)];
        return keys with
        {
            Count = keys.Count + residues.Length,
            Bytes = keys.Bytes + EncapsulationBytes(new Level(0), set.Literal) + EncapsulationBytes(bootstraps.Encapsulation, set.Literal),
            SeededBytes = keys.SeededBytes + residues.Sum(static bytes => RecordOverhead + bytes),
        };
    }

    /// <summary>SEAL's keys: one special prime, and each carries every prime of the chain.</summary>
    /// <param name="needs">Which keys.</param>
    /// <param name="logN">Ring degree.</param>
    /// <param name="top">Highest level of the parameters.</param>
    public static KeySet Seal(EvaluationKeyNeeds needs, int logN, Level top)
    {
        int count = Levels(needs).Count;
        KeySwitchShape shape = KeySwitchShape.At(top, 1);
        long bytes = count * shape.KeyBytes(1 << logN);
        return new KeySet(needs, count, bytes, (bytes / 2) + (SealSeedBytes * (long)count * shape.Digits));
    }

    private static List<Level> Levels(EvaluationKeyNeeds needs) =>
        [.. needs.Rotations.Values, .. new[] { needs.Relinearization, needs.Conjugation }.OfType<Level>()];

    // One digit, both halves, with one special prime.
    private static long EncapsulationBytes(Level level, CkksParametersLiteral parameters) => 2L * (level.LimbCount + 1) * sizeof(double) << parameters.LogN;

    private static long Residues(Level level, CkksParametersLiteral parameters) =>
        parameters.Q.Take(level.LimbCount).Append(parameters.P[0]).Sum(static prime => (long)Width(prime)) << parameters.LogN;

    private static long RecordBytes(Level level, CkksParametersLiteral parameters)
    {
        long residues = parameters.Q.Take(level.LimbCount).Concat(parameters.P).Sum(static prime => Width(prime));
        return RecordOverhead + (KeySwitchShape.At(level, parameters.P.Count).Digits * (residues << parameters.LogN));
    }

    /// <summary>Whole bytes of a residue.</summary>
    private static long Width(ulong prime)
    {
        int width = 1;
        while (prime >> (8 * width) != 0)
        {
            width++;
        }

        return width;
    }
}
