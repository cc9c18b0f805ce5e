using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PowerSoftmax.Runtime.Ckks.Encoding;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Rlwe.Sampling;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.IsaProbe;

/// <summary>What a client computes besides arithmetic modulo primes, boiled down to a hash: samples, embeddings, roundings, bytes.</summary>
internal static class ClientCases
{
    private const int Degree = 1024;

    public static string Hash(LaneWidth width)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using Seed seed = Seed.From(new byte[Seed.Length]);
        Modulus modulus = new((1UL << 45) + 59);
        double[] values = new double[Degree];

        using (UniformLimb uniform = new(width, modulus, seed, 1))
        {
            uniform.Fill(values);
        }

        byte[] bytes = new byte[(Degree * 6) + ResidueBytes.Slack];
        ResidueBytes.Pack(values, modulus, 6, bytes);
        hash.AppendData(bytes);

        using SeededStream stream = new(seed, 2);
        ErrorSampler.Fill(values.AsSpan(1), stream);
        Append(hash, values);
        TernarySampler.Fill(values.AsSpan(3), stream);
        Append(hash, values);

        EmbeddingTransform transform = new(10, width);
        transform.ToValues(values.AsSpan(0, Degree / 2), values.AsSpan(Degree / 2));
        Append(hash, values);
        transform.ToCoefficients(values.AsSpan(0, Degree / 2), values.AsSpan(Degree / 2));
        Append(hash, [CoefficientRounding.Round(values, 1e9)]);
        Append(hash, values);

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<double> values) => hash.AppendData(MemoryMarshal.AsBytes(values));
}
