using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Sampling;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Tests.Ckks;

namespace PowerSoftmax.Runtime.Tests.Rlwe;

/// <summary>Keys made from a known seed are recomputed without the engine: what decrypts rightly may still have no security at all.</summary>
/// <remarks>
/// An error is known to whoever knows the stream it comes from, so each must come from a stream of the secret seed, and from one that
/// nothing else comes from.
/// </remarks>
public class KeyRecomputationTests
{
    private static readonly byte[] SecretSeed = [.. Enumerable.Range(0, Seed.Length).Select(static i => (byte)((7 * i) + 3))];

    private static readonly CkksParameters Insecure = InsecureParameters.Create(10, 3, 2);

    private static readonly CkksParameters InsecureBootstrapping =
        CkksParameters.Create(BootstrappingSets.Find(10, 4, SecurityLevel.InsecureTest)!);

    [Fact]
    public void EverySecretOfAClientHasAStreamOfItsOwn()
    {
        using KeyGenerator generator = new(Insecure, Workers.Sequential, Seed.From(SecretSeed));
        using SecretKey secret = generator.CreateSecretKey(), other = generator.CreateSecretKey();
        using PublicKey publicKey = generator.CreatePublicKey(secret), again = generator.CreatePublicKey(secret);
        using EvaluationKeys keys = generator.CreateEvaluationKeys(
            secret, EvaluationKeyRequest.ForRotations(Insecure, [1, 5, -2], Insecure.MaxLevel, Insecure.MaxLevel));
        using EvaluationKey repeated = generator.CreateRelinearizationKey(secret, Insecure.MaxLevel);
        KeyOracle oracle = new(Insecure, SecretSeed);
        double[] s = secret.Coefficients.Span.ToArray();

        List<int> streams = [oracle.StreamOfTernary(s), oracle.StreamOfTernary(other.Coefficients.Span.ToArray())];
        streams.AddRange([.. StreamsOf(oracle, publicKey, s), .. StreamsOf(oracle, again, s), .. StreamsOf(oracle, repeated, s)]);
        streams.AddRange(keys.All.SelectMany(key => StreamsOf(oracle, key, s)));

        Assert.DoesNotContain(-1, streams);
        Assert.Equal(streams.Count, streams.Distinct().Count());
    }

    [Fact]
    public void PublishedSeedsShowNothingOfTheSecretSeed()
    {
        using KeyGenerator generator = new(Insecure, Workers.Sequential, Seed.From(SecretSeed));
        using SecretKey secret = generator.CreateSecretKey();
        using PublicKey publicKey = generator.CreatePublicKey(secret);
        using EvaluationKey first = generator.CreateRelinearizationKey(secret, Insecure.MaxLevel);
        using EvaluationKey second = generator.CreateGaloisKey(secret, new GaloisElement(3), Insecure.MaxLevel);
        byte[][] published = [publicKey.Seed!.Bytes.ToArray(), first.Seed!.Bytes.ToArray(), second.Seed!.Bytes.ToArray()];

        Assert.Equal(3, published.Select(Convert.ToHexString).Distinct().Count());
        Assert.All(published, static seed =>
        {
            Assert.NotEqual(SecretSeed, seed);
            Assert.False(seed.AsSpan(0, 16).SequenceEqual(SecretSeed.AsSpan(0, 16)), "one half is the secret seed's");
            Assert.False(seed.AsSpan(16).SequenceEqual(SecretSeed.AsSpan(16)), "one half is the secret seed's");
        });
    }

    [Fact]
    public void TheTwoKeysOfEncapsulationHideOneSparseSecretOfTheStatedWeight()
    {
        using KeyGenerator generator = new(InsecureBootstrapping, Workers.Sequential, Seed.From(SecretSeed));
        using SecretKey secret = generator.CreateSecretKey();
        using EvaluationKeys keys = generator.CreateEvaluationKeys(secret, new EvaluationKeyRequest(null, [], new Level(5)));
        EvaluationKey to = keys.For(KeyPurpose.ToEphemeral, new Level(0)), from = keys.For(KeyPurpose.FromEphemeral, new Level(5));
        KeyOracle oracle = new(InsecureBootstrapping, SecretSeed);
        double[] s = secret.Coefficients.Span.ToArray();
        double[][] candidates = oracle.Sparse(InsecureBootstrapping.Set.Bootstrapping!.EphemeralWeight);

        int drawn = Array.FindIndex(candidates, t => oracle.StreamOfErrors(EncapsulationError(oracle, to, 0, s, t)) >= 0);
        Assert.True(drawn >= 0, "the ephemeral secret is from no stream of the seed");
        double[] ephemeral = candidates[drawn];
        double[][] errors = [.. Enumerable.Range(0, 7).Select(limb => EncapsulationError(oracle, from, limb, ephemeral, s))];
        Assert.All(errors, error => Assert.Equal(errors[0], error));

        int[] streams =
        [
            oracle.StreamOfTernary(s), drawn, oracle.StreamOf(to.Seed!.Bytes), oracle.StreamOf(from.Seed!.Bytes),
            oracle.StreamOfErrors(EncapsulationError(oracle, to, 1, s, ephemeral)), oracle.StreamOfErrors(errors[0]),
        ];
        Assert.DoesNotContain(-1, streams);
        Assert.Equal(streams.Length, streams.Distinct().Count());
    }

    [Fact]
    public void GeneratorsOfTheirOwnMakingHaveSeedsOfTheirOwn()
    {
        using KeyGenerator first = new(Insecure, Workers.Sequential), second = new(Insecure, Workers.Sequential);
        using SecretKey x = first.CreateSecretKey(), y = second.CreateSecretKey();
        using PublicKey publicX = first.CreatePublicKey(x), publicY = second.CreatePublicKey(y);

        Assert.False(x.Coefficients.Span.SequenceEqual(y.Coefficients.Span));
        Assert.False(publicX.Seed!.Bytes.SequenceEqual(publicY.Seed!.Bytes));
    }

    private static List<int> StreamsOf(KeyOracle oracle, PublicKey key, double[] s)
    {
        double[] error = SameForAll(
            [0, key.Masked.LimbCount - 1], limb => oracle.ErrorOf(key.Masked, limb, key.Seed!.Bytes, 0, (s, new ulong[s.Length])));

        return [oracle.StreamOf(key.Seed!.Bytes), oracle.StreamOfErrors(error)];
    }

    // From s^2 to s, or from s to its image under the inverse automorphism.
    private static List<int> StreamsOf(KeyOracle oracle, EvaluationKey key, double[] s)
    {
        List<int> streams = [oracle.StreamOf(key.Seed!.Bytes)];
        double[] target = key.Element is GaloisElement g ? NaivePolynomials.Automorphism(s, g.Inverse(Insecure.LogN).Value) : s;

        for (int digit = 0; digit < key.DigitCount; digit++)
        {
            RnsPolynomial masked = key.Masked(digit);
            ulong stream = (ulong)digit << 8;
            Assert.Equal(oracle.Uniform(1, key.Seed.Bytes, stream), key.Uniform(digit).Limb(1).ToArray());
            streams.Add(oracle.StreamOfErrors(SameForAll([.. Enumerable.Range(0, masked.LimbCount)], limb => oracle.ErrorOf(
                masked, limb, key.Seed.Bytes, stream, (target, Gadget(key, digit, limb, s))))));
        }

        return streams;
    }

    // P times what is switched from, modulo the primes of the digit, and zero modulo the others.
    private static ulong[] Gadget(EvaluationKey key, int digit, int limb, double[] s)
    {
        CkksParameterSet set = Insecure.Set;
        ulong p = key.Masked(digit).Modulus(limb).Value;
        ulong[] from = NaivePolynomials.Canonical(s, p);
        bool isOwn = limb < set.Q.Count && limb / set.DigitSize == digit;
        ulong factor = isOwn ? set.P.Aggregate(1UL, (product, prime) => (ulong)((UInt128)product * (prime % p) % p)) : 0;

        return NaivePolynomials.Scale(key.Element is null ? NaivePolynomials.Multiply(from, s, p) : from, factor, p);
    }

    private static double[] EncapsulationError(KeyOracle oracle, EvaluationKey key, int limb, double[] from, double[] to)
    {
        RnsPolynomial masked = key.Masked(0);
        ulong p = masked.Modulus(limb).Value;
        ulong factor = limb < masked.LimbCount - 1 ? InsecureBootstrapping.Set.P[0] : 0;

        return oracle.ErrorOf(masked, limb, key.Seed!.Bytes, 0, (to, NaivePolynomials.Scale(NaivePolynomials.Canonical(from, p), factor, p)));
    }

    private static double[] SameForAll(int[] limbs, Func<int, double[]> errorOf)
    {
        double[] first = errorOf(limbs[0]);
        Assert.All(limbs.Skip(1), limb => Assert.Equal(first, errorOf(limb)));

        return first;
    }
}
