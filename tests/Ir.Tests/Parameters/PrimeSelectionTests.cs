using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Tests.Parameters;

public class PrimeSelectionTests
{
    [Theory]
    [InlineData(15, 14, 45, 48, 3)]
    [InlineData(16, 30, 45, 48, 6)]
    [InlineData(16, 30, 40, 49, 6)]
    [InlineData(13, 2, 45, 48, 1)]
    public void ScalesStayNearTheDefaultAtEveryLevel(int logN, int levels, int logScale, int logBase, int special)
    {
        CkksParametersLiteral literal = PrimeSelection.Select(new ChainRequest(logN, levels, logScale, logBase, special));
        CkksParameterSet parameters = CkksParameterSet.Create(literal);

        for (Level level = parameters.MaxLevel; level >= new Level(0); level -= 1)
        {
            double ratio = parameters.DefaultScale(level).Value / Math.Pow(2, logScale);

            Assert.True(Math.Abs(ratio - 1) < Math.Pow(2, -14), $"level {level}: {ratio - 1:E2}");
        }
    }

    [Fact]
    public void PrimesOfTheSameSizeWithoutSteeringDrift()
    {
        // The reason for the greedy choice: the largest primes below 2^45 in descending order double their deviation per level.
        ulong[] descending = [.. Enumerable.Range(0, 1 << 20)
            .Select(static i => (1UL << 40) + 1 - ((ulong)i << 16))
            .Where(PrimeTest.IsPrime)
            .Take(30)];

        Scale[] scales = LevelScales.Compute(descending, new Scale(Math.Pow(2, 40)));

        Assert.False(Math.Abs(scales[0].Log2 - 40) <= 0.5);
    }

    [Fact]
    public void IsDeterministicAndUsesEveryPrimeOnce()
    {
        ChainRequest request = new(14, 5, 40, 45, 2);
        CkksParametersLiteral first = PrimeSelection.Select(request);

        Assert.Equal(first, PrimeSelection.Select(request));
        Assert.Equal(8, first.Q.Concat(first.P).Distinct().Count());
    }

    [Fact]
    public void NamesTheFieldThatIsOutOfRange()
    {
        ParameterException error = Assert.Throws<ParameterException>(() => PrimeSelection.Select(new ChainRequest(14, 5, 60)));

        Assert.Equal("LogDefaultScale", error.Field);
        Assert.Contains("25 to 48", error.Message);
    }

    [Fact]
    public void PrimeTestAgreesWithTrialDivision()
    {
        for (ulong number = 0; number < 5000; number++)
        {
            bool expected = number > 1;

            for (ulong divisor = 2; divisor * divisor <= number; divisor++)
            {
                expected &= number % divisor != 0;
            }

            Assert.Equal(expected, PrimeTest.IsPrime(number));
        }
    }

    [Theory]
    [InlineData(562949953421231UL, true)] // the largest prime below 2^49
    [InlineData(3825123056546413051UL % (1UL << 50), false)]
    [InlineData(341550071728321UL, false)] // strong pseudoprime to the bases 2 to 17
    [InlineData(16777213UL * 16777199UL, false)]
    public void PrimeTestDecidesLargeNumbers(ulong number, bool expected) => Assert.Equal(expected, PrimeTest.IsPrime(number));
}
