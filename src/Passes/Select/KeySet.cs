using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Select;

/// <summary>The evaluation keys of a circuit under given parameters, each cut to the highest level it is used at.</summary>
/// <param name="Needs">Which keys.</param>
/// <param name="Count">Number of keys.</param>
/// <param name="Bytes">Memory of all keys when both halves are expanded.</param>
/// <param name="SeededBytes">Bytes to send or store: the uniform half of each key is a 32-byte seed.</param>
public sealed record KeySet(EvaluationKeyNeeds Needs, int Count, long Bytes, long SeededBytes)
{
    private const int SeedBytes = 32;

    public static KeySet Of(EvaluationKeyNeeds needs, int logN, int specialPrimes)
    {
        List<Level> levels = [.. needs.Rotations.Values];
        if (needs.Relinearization is Level relinearization)
        {
            levels.Add(relinearization);
        }

        long bytes = levels.Sum(level => KeySwitchShape.At(level, specialPrimes).KeyBytes(1 << logN));
        return new KeySet(needs, levels.Count, bytes, (bytes / 2) + (SeedBytes * (long)levels.Count));
    }
}
