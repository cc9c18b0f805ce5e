using PowerSoftmax.Runtime.Kernels;

namespace PowerSoftmax.Runtime.Tests.Ring;

/// <summary>Inputs for kernels: random ones and the ones that come nearest to overflow.</summary>
internal static class TestResidues
{
    public static readonly string[] Kinds = ["random", "largest", "smallest", "alternating", "zero", "impulse", "blocks"];

    public static double[] Of(string kind, int length, Modulus modulus, int seed = 1)
    {
        double half = (modulus.Value - 1) / 2;
        Random random = new(seed);

        return kind switch
        {
            "random" => Fill(length, _ => modulus.Balance((ulong)random.NextInt64((long)modulus.Value))),
            "largest" => Fill(length, _ => half),
            "smallest" => Fill(length, _ => -half),
            "alternating" => Fill(length, i => i % 2 == 0 ? half : -half),
            "zero" => Fill(length, _ => 0.0),
            "impulse" => Fill(length, i => i == 0 ? -1.0 : 0.0),
            "blocks" => Fill(length, i => (i & 64) == 0 ? half : -half),
            _ => throw new ArgumentException(kind),
        };
    }

    private static double[] Fill(int length, Func<int, double> value)
    {
        double[] result = new double[length];

        for (int i = 0; i < length; i++)
        {
            result[i] = value(i);
        }

        return result;
    }
}
