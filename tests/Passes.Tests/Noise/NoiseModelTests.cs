using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Tests.Noise;

/// <summary>Single variances against simulations that know nothing of the model.</summary>
public class NoiseModelTests
{
    private const double ErrorVariance = 3.2 * 3.2;

    // Digits of up to so many primes, nearly as large as the special primes: there their number counts most.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void AKeySwitchCountsEveryPrimeOfADigit(int specialPrimes)
    {
        CkksParameterSet insecure = CkksParameterSet.Create(
            PrimeSelection.Select(new ChainRequest(11, 9, 48, 49, specialPrimes, SecurityLevel.InsecureTest)));
        NoiseModel model = new(insecure);
        Level top = new(9);
        Scale scale = insecure.DefaultScale(top);
        double expected = 0;

        for (int first = 0; first < 10; first += specialPrimes)
        {
            int count = Math.Min(specialPrimes, 10 - first);
            double digit = insecure.Q.Skip(first).Take(count).Aggregate(1.0, static (product, prime) => product * prime);
            double special = insecure.P.Aggregate(1.0, static (product, prime) => product * prime);
            expected += insecure.N * ErrorVariance * VarianceOfASumOfFractions(count) * Math.Pow(digit / special, 2);
        }

        double rounding = (1 + (2.0 * insecure.N / 3)) / 12;
        double slots = insecure.N / 2.0 * (expected + rounding) / Math.Pow(scale.Value, 2);
        Assert.InRange(model.KeySwitch(top, scale) / slots, 0.97, 1.03);
    }

    // A digit extended to other primes without correction is its modulus times a sum of fractions, one uniform in [-1/2, 1/2] a prime.
    private static double VarianceOfASumOfFractions(int count)
    {
        Random random = new(count);
        const int Samples = 50_000;

        return Enumerable.Range(0, Samples).Average(_ => Math.Pow(Enumerable.Range(0, count).Sum(_ => random.NextDouble() - 0.5), 2));
    }
}
