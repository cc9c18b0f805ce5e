using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Candidates;
using PowerSoftmax.Passes.Approximate.Functions;
using PowerSoftmax.Passes.Approximate.Search;

namespace PowerSoftmax.Passes.Tests.Approximate.Search;

public sealed class CandidateFrontTests
{
    [Fact]
    public void PolynomialsHaveTheFullDegreeOfEachDepth()
    {
        IReadOnlyList<PolynomialCandidate> candidates = CandidateFront.Polynomials(
            ScalarFunctions.Reciprocal, new Interval(1, 50), null, ErrorKind.Relative);

        Assert.Equal([3, 7, 15, 31, 63, 127], candidates.Select(static c => c.Series.Degree).Take(6));
        Assert.Equal([2, 3, 4, 5, 6, 7], candidates.Select(static c => c.Cost.Levels).Take(6));
    }

    // GELU on [-8, 8]: the even front in absolute error; each further level gains more than the one before.
    [Fact]
    public void GeluErrorsFallWithEachLevel()
    {
        PolynomialCandidate[] even = [.. CandidateFront.Polynomials(
            ScalarFunctions.GeluErf, new Interval(-8, 8), null, ErrorKind.Absolute).Where(static c => c.Series.Symmetry == Symmetry.Even)];

        Assert.Equal([2, 6, 14, 30, 62], even.Select(static c => c.Series.Degree).Take(5));
        Assert.Equal(0.156, even[1].Error.MaxAbsolute, 3);
        Assert.Equal(0.0194, even[2].Error.MaxAbsolute, 4);
        Assert.True(even[3].Error.MaxAbsolute < 5e-4 && even[4].Error.MaxAbsolute < 1e-7);
    }

    [Fact]
    public void TheFrontGetsDearerAndMoreExact()
    {
        IReadOnlyList<ApproximationCandidate> front = CandidateFront.All(
            ScalarFunctions.InverseSquareRoot, new Interval(0.01, 10), null, ErrorKind.Relative, new SearchOptions { MaxLevels = 12 });

        Assert.True(front.Count >= 5);

        for (int i = 1; i < front.Count; i++)
        {
            Assert.True(front[i].Cost > front[i - 1].Cost);
            Assert.True(front[i].Error.MaxRelative < front[i - 1].Error.MaxRelative);
        }
    }

    /// <summary>A wide ratio needs high degrees, whose minimax polynomials explode just outside; they are fitted there too.</summary>
    [Theory]
    [InlineData(1, 1000)]
    [InlineData(0.01, 50)]
    public void NoCandidateExplodesJustOutsideOfItsInterval(double low, double high)
    {
        Interval interval = new(low, high);
        IReadOnlyList<PolynomialCandidate> wild = CandidateFront.Polynomials(
            ScalarFunctions.InverseSquareRoot, interval, null, ErrorKind.Relative, Depths with { LargestExcess = double.PositiveInfinity });
        IReadOnlyList<PolynomialCandidate> tamed = CandidateFront.Polynomials(ScalarFunctions.InverseSquareRoot, interval, null, ErrorKind.Relative, Depths);

        Assert.Contains(wild, candidate => Excess(candidate, interval) > 100);
        Assert.All(tamed, candidate => Assert.InRange(Excess(candidate, interval), 0, 2));
        Assert.Equal(wild.Select(static candidate => candidate.Cost), tamed.Take(wild.Count).Select(static candidate => candidate.Cost));
    }

    [Fact]
    public void ACandidateThatDoesNotExplodeIsTheSameAsBefore()
    {
        SearchOptions tamed = new() { MaxDegree = 15 };
        SearchOptions untamed = tamed with { LargestExcess = double.PositiveInfinity };
        Assert.Equal(
            CandidateFront.Polynomials(ScalarFunctions.GeluErf, new Interval(-2.3, 2.2), null, ErrorKind.Absolute, untamed).Take(3).Select(static candidate => candidate.Series.ToString()),
            CandidateFront.Polynomials(ScalarFunctions.GeluErf, new Interval(-2.3, 2.2), null, ErrorKind.Absolute, tamed).Take(3).Select(static candidate => candidate.Series.ToString()));
    }

    private static SearchOptions Depths => new() { MaxDegree = 63 };

    private static double Excess(PolynomialCandidate candidate, Interval interval) =>
        Overshoot.Measure(candidate.Evaluate, interval, 0.05, ScalarFunctions.InverseSquareRoot).Excess;
}
