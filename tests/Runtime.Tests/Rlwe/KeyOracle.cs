using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Tests.Rlwe;

/// <summary>Recomputes what a key generator with a known seed draws, by <see cref="NaiveStreams"/> and <see cref="NaivePolynomials"/> alone.</summary>
/// <param name="parameters">Of the keys.</param>
/// <param name="secretSeed">The generator's.</param>
internal sealed class KeyOracle(RlweParameters parameters, byte[] secretSeed)
{
    /// <summary>More than any test draws.</summary>
    private const int Streams = 64;

    private readonly ulong[][] words =
        [.. Enumerable.Range(0, Streams).Select(stream => NaiveStreams.SecretWords(secretSeed, (ulong)stream, 2 * parameters.N))];

    /// <summary>Number of the stream that a published seed is the beginning of; -1 for none.</summary>
    public int StreamOf(ReadOnlySpan<byte> publicSeed)
    {
        ulong[] seed = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(publicSeed).ToArray();

        return Array.FindIndex(words, stream => stream.AsSpan(0, seed.Length).SequenceEqual(seed));
    }

    /// <summary>Number of the stream that these errors are expanded from; -1 for none.</summary>
    public int StreamOfErrors(double[] errors) => Find(errors, NaiveStreams.Errors);

    /// <summary>Number of the stream that this dense secret is expanded from; -1 for none.</summary>
    public int StreamOfTernary(double[] coefficients) => Find(coefficients, NaiveStreams.Ternary);

    /// <summary>Every secret of so many coefficients that could have been drawn, by its stream.</summary>
    public double[][] Sparse(int weight) => Array.ConvertAll(words, stream => NaiveStreams.Sparse(stream, parameters.N, weight));

    /// <summary>e of b = -a t + e + m for one limb, a expanded from the published seed.</summary>
    /// <param name="masked">b.</param>
    /// <param name="limb">Which limb.</param>
    /// <param name="publicSeed">Of a.</param>
    /// <param name="firstStream">Of a, to which the prime's index is added.</param>
    /// <param name="terms">t, and m modulo the limb's prime.</param>
    public double[] ErrorOf(RnsPolynomial masked, int limb, ReadOnlySpan<byte> publicSeed, ulong firstStream, (double[] Secret, ulong[] Message) terms)
    {
        int prime = masked.PrimeIndex(limb);
        ulong p = masked.Modulus(limb).Value;
        ulong[] a = NaivePolynomials.Coefficients(Uniform(prime, publicSeed, firstStream), parameters.Ring, prime);
        ulong[] sum = NaivePolynomials.Add(NaivePolynomials.Coefficients(masked, limb), NaivePolynomials.Multiply(a, terms.Secret, p), p);

        return NaivePolynomials.Balanced(NaivePolynomials.Subtract(sum, terms.Message, p), p);
    }

    /// <summary>a modulo a prime, in the engine's order.</summary>
    public double[] Uniform(int prime, ReadOnlySpan<byte> publicSeed, ulong firstStream) => NaiveStreams.Residues(
        NaiveStreams.PublicWords(publicSeed, firstStream + (ulong)prime, 4 * parameters.N), parameters.N, parameters.Ring.Moduli[prime].Value);

    private int Find(double[] values, Func<ulong[], double[]> map) =>
        Array.FindIndex(words, stream => map(stream).AsSpan(0, values.Length).SequenceEqual(values));
}
