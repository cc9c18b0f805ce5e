using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Select;

/// <summary>The evaluation keys of a circuit under given parameters, each cut to the highest level it is used at.</summary>
/// <param name="Needs">Which keys.</param>
/// <param name="Count">Number of keys.</param>
/// <param name="Bytes">Memory of all keys when both halves are expanded.</param>
/// <param name="SeededBytes">Bytes of their records, to send or store: the uniform half is a seed, a residue takes whole bytes.</param>
public sealed record KeySet(EvaluationKeyNeeds Needs, int Count, long Bytes, long SeededBytes)
{
    /// <summary>Bytes of a key's record beside its residues: header, element, level, digits, seed. See docs/formats.md.</summary>
    private const int RecordOverhead = 48 + 4 + 2 + 2 + 32;

    public static KeySet Of(EvaluationKeyNeeds needs, CkksParametersLiteral parameters)
    {
        List<Level> levels = [.. needs.Rotations.Values];
        if (needs.Relinearization is Level relinearization)
        {
            levels.Add(relinearization);
        }

        return new KeySet(
            needs,
            levels.Count,
            levels.Sum(level => KeySwitchShape.At(level, parameters.P.Count).KeyBytes(1 << parameters.LogN)),
            levels.Sum(level => RecordBytes(level, parameters)));
    }

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
