namespace PowerSoftmax.Benchmarks.Tests.Controls;

/// <summary>Canonical residues: at random and at the ends of their range.</summary>
internal static class ControlResidues
{
    public static string[] Kinds => ["random", "zero", "one", "largest", "alternating", "single"];

    public static ulong[] Of(string kind, int length, ulong prime, int seed = 0)
    {
        Random random = new(seed);
        ulong[] residues = new ulong[length];

        for (int i = 0; i < length; i++)
        {
            residues[i] = kind switch
            {
                "random" => (ulong)random.NextInt64((long)prime),
                "one" => 1,
                "largest" => prime - 1,
                "alternating" => i % 2 == 0 ? 0 : prime - 1,
                "single" => i == length - 1 ? prime - 1 : 0,
                _ => 0,
            };
        }

        return residues;
    }
}
