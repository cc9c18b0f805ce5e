using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Bootstrapping;

namespace PowerSoftmax.Ir.Tests.Bootstrapping;

public class SineApproximationTests
{
    [Fact]
    public void TheCosineIsCloseOnTheWholeInterval()
    {
        BootstrappingLiteral literal = new();
        ChebyshevSeries cosine = SineApproximation.Cosine(literal);

        Assert.All(Enumerable.Range(-1000, 2001), i =>
        {
            double u = i / 1000.0;
            Assert.Equal(Math.Cos(2 * Math.PI * ((literal.MaxOverflow * u) - 0.25) / 8), cosine.EvaluateUnit(u), Math.Pow(2, -28));
        });
    }

    [Theory]
    [InlineData(3, 6, 21)]
    [InlineData(3, 8, 29)]
    [InlineData(5, 5, 24)]
    public void TheArcsineIsCloseWhereMessagesAre(int degree, int logRatio, int bits)
    {
        ChebyshevSeries arcsine = SineApproximation.Arcsine(new BootstrappingLiteral { ArcsineDegree = degree, LogMessageRatio = logRatio });
        double largest = 2 * Math.PI / (1 << logRatio);

        Assert.All(Enumerable.Range(-100, 201), i =>
        {
            double angle = largest * i / 100;
            Assert.InRange(Math.Abs(arcsine.EvaluateUnit(Math.Sin(angle)) - angle) / largest, 0, Math.Pow(2, -bits + 1));
        });
    }

    [Fact]
    public void ThePredictionFollowsTheRatio()
    {
        double BitsAt(int ratio) => BootstrapPrecision.Predict(new BootstrappingLiteral { LogMessageRatio = ratio }, 16).MeanBits;

        // What bootstraps were measured to have at N = 2^16: docs/bootstrapping.md.
        double seven = BitsAt(7);
        Assert.InRange(BitsAt(6), 21.3 - 0.2, 21.3 + 0.2);
        Assert.InRange(seven, 21.1 - 0.3, 21.1 + 0.3);
        Assert.InRange(BitsAt(8), 20.1 - 0.3, 20.1 + 0.3);
        Assert.InRange(BitsAt(6) - BitsAt(9), 1.8, 3);

        // It depends on nothing else: not on what was predicted before.
        Assert.Equal(seven, BitsAt(7));
    }
}
