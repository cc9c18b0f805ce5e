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
}
