using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Ir.Tests.Approximation;

/// <summary>One polynomial in two variables.</summary>
public sealed class SeriesVariableTests
{
    private static readonly Interval Unit = new(-1, 1);

    [Theory]
    [InlineData(0.7, 0)]
    [InlineData(0.7, 1)]
    [InlineData(0.55, 3)]
    [InlineData(1.4, 3)]
    [InlineData(0.9, 7)]
    [InlineData(2.5, 2)]
    public void TheStretchedSeriesHasTheSameValues(double bound, int degree)
    {
        ChebyshevSeries series = new(Unit, [.. Enumerable.Range(0, degree + 1).Select(static k => 1.0 / (k + 1))]);

        ChebyshevSeries stretched = SeriesVariable.Stretched(series, bound);

        Assert.Equal(Unit, stretched.Interval);
        Assert.Equal(degree, stretched.Degree);
        Assert.All(Enumerable.Range(-10, 21), place => Assert.Equal(series.EvaluateUnit(place / 10.0), stretched.EvaluateUnit(bound * place / 10.0), 1e-12));
    }

    [Theory]
    [InlineData(Symmetry.Even, new[] { 1.0, 0.5, 0.25, 0, 0.125 })]
    [InlineData(Symmetry.Odd, new[] { 1.0, 0.5, 0, 0.25, 0, 0.125 })]
    public void TermsThatASymmetricSeriesLacksStayAway(Symmetry symmetry, double[] coefficients) =>
        Assert.Equal(symmetry, SeriesVariable.Stretched(new ChebyshevSeries(Unit, coefficients), 0.8).Symmetry);

    [Theory]
    [InlineData(0, -1)]
    [InlineData(-0.5, -1)]
    [InlineData(double.PositiveInfinity, -1)]
    [InlineData(double.NaN, -1)]
    [InlineData(0.5, -2)]
    public void WhatCannotBeStretchedIsRefused(double bound, double low) =>
        Assert.Contains("cannot be stretched", Assert.Throws<ArgumentException>(() => SeriesVariable.Stretched(new ChebyshevSeries(new Interval(low, 1), [1, 1]), bound)).Message);
}
