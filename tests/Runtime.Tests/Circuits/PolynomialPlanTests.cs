using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Runtime.Circuits;

namespace PowerSoftmax.Runtime.Tests.Circuits;

public sealed class PolynomialPlanTests
{
    private static readonly Interval Unit = new(-1, 1);

    public static TheoryData<int, Symmetry> Shapes
    {
        get
        {
            TheoryData<int, Symmetry> shapes = [];
            for (int degree = 0; degree <= 70; degree++)
            {
                shapes.Add(degree, Symmetry.None);
                shapes.Add(degree, degree % 2 == 0 ? Symmetry.Even : Symmetry.Odd);
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ComputesTheSeries(int degree, Symmetry symmetry)
    {
        ChebyshevSeries series = Series(degree, symmetry);

        PolynomialPlan plan = PolynomialPlan.For(series, Levels(degree));

        for (double t = -1; t <= 1; t += 0.125)
        {
            Assert.Equal(series.Evaluate(t), plan.Evaluate(t), 1e-11);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void StaysWithinTheCompilersEstimate(int degree, Symmetry symmetry)
    {
        ChebyshevSeries series = Series(degree, symmetry);
        EvaluationCost estimate = PatersonStockmeyerCost.Of(series);

        PolynomialPlan plan = PolynomialPlan.For(series, Levels(degree));

        Assert.True(estimate.Levels <= plan.Levels);
        Assert.True(plan.KeySwitches <= estimate.Products, $"{plan.KeySwitches} key switches, {estimate.Products} estimated");
        Assert.True(plan.KeySwitches <= plan.Products);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void NoValueNeedsMoreLevelsThanThereAre(int degree, Symmetry symmetry)
    {
        PolynomialPlan plan = PolynomialPlan.For(Series(degree, symmetry), Levels(degree));

        AssertDepth(plan.Root, plan.Levels);
    }

    [Fact]
    public void EvenSeriesUseEvenPowersOnly()
    {
        PolynomialPlan plan = PolynomialPlan.For(Series(30, Symmetry.Even), 5);

        Assert.All(plan.Powers, static step => Assert.Equal(0, step.Index % 2));
    }

    [Fact]
    public void SpareLevelsNeverCostKeySwitches()
    {
        ChebyshevSeries series = Series(15, Symmetry.None);

        Assert.True(PolynomialPlan.For(series, 5).KeySwitches <= PolynomialPlan.For(series, 4).KeySwitches);
    }

    [Fact]
    public void TooFewLevelsAreNamed()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => PolynomialPlan.For(Series(16, Symmetry.None), 4));

        Assert.Contains("takes 5 levels, 4 are given", error.Message);
    }

    [Fact]
    public void OtherIntervalsAreRefused()
    {
        ChebyshevSeries series = new(new Interval(0, 2), [1, 2, 3]);

        Assert.Contains("[0, 2]", Assert.Throws<ArgumentException>(() => PolynomialPlan.For(series, 2)).Message);
    }

    internal static ChebyshevSeries Series(int degree, Symmetry symmetry)
    {
        Random random = new(degree + (100 * (int)symmetry));
        double[] coefficients = new double[degree + 1];
        for (int k = 0; k <= degree; k++)
        {
            bool zero = k > 1 && ((symmetry == Symmetry.Even && k % 2 != 0) || (symmetry == Symmetry.Odd && k % 2 == 0));
            coefficients[k] = zero ? 0 : ((2 * random.NextDouble()) - 1) / (k + 1);
        }

        return new ChebyshevSeries(Unit, coefficients);
    }

    internal static int Levels(int degree) => Math.Max(1, PatersonStockmeyerCost.Levels(degree));

    private static void AssertDepth(PolynomialSum sum, int levels)
    {
        // The sum is taken one level above its value, so whatever it reads must be there by then.
        Assert.All(sum.Terms, term => Assert.True(PowerBasis.Depth(term.Index) <= levels - 1));
        foreach (PolynomialProduct product in sum.Products)
        {
            Assert.True(PowerBasis.Depth(product.Giant) <= levels - 1);
            AssertDepth(product.Quotient, levels - 1);
        }
    }
}
