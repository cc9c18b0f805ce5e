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

        Assert.InRange(BitsAt(6), 21, 21.6);
        Assert.InRange(BitsAt(6) - BitsAt(9), 1.8, 3);
        Assert.Equal(BitsAt(7), BitsAt(7));
    }
}
