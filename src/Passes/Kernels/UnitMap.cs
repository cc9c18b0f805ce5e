using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.PackedDialect;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>How an argument is brought to the variable of Chebyshev polynomials, and a polynomial of that variable.</summary>
/// <param name="Factor">Of the argument; a whole number costs no level.</param>
/// <param name="Summand">Added to that.</param>
/// <param name="Series">The polynomial.</param>
/// <param name="Bound">How far the variable goes.</param>
internal sealed record UnitMap(double Factor, double Summand, ChebyshevSeries Series, double Bound)
{
    /// <summary>How much larger coefficients, or Chebyshev polynomials, may be than on [-1, 1]: three bits.</summary>
    private const double MostGrowth = 8;

    /// <summary>Largest Chebyshev polynomial that slots without an element may reach: far from what a modulus of two primes holds.</summary>
    private const double MostReach = 1 << 16;

    /// <summary>The map by the nearest whole number, and what polynomial that leaves.</summary>
    /// <param name="series">What is applied, on whatever interval.</param>
    /// <param name="interval">The interval in terms of what is encrypted.</param>
    /// <returns>Null where no whole number is near enough for the degree.</returns>
    public static UnitMap? Whole(ChebyshevSeries series, Interval interval)
    {
        ChebyshevSeries unit = OnUnit(series);
        int least = (int)Math.Clamp(Math.Floor(1 / interval.Radius), 1, 1 << 20);
        return Enumerable.Range(least, 2)
            .Select(factor => By(unit, interval, factor))
            .Where(candidate => candidate.Growth(unit) <= MostGrowth)
            .OrderBy(candidate => candidate.Growth(unit))
            .FirstOrDefault();
    }

    /// <summary>The map onto [-1, 1], by whatever number that takes.</summary>
    public static UnitMap Exact(ChebyshevSeries series) =>
        new(1 / series.Interval.Radius, -series.Interval.Center / series.Interval.Radius, OnUnit(series), 1);

    /// <summary>Whether the polynomial can be evaluated where the argument is between 0 and so much, on either side.</summary>
    public bool MayReach(double argument) => Largest((Factor * argument) + Math.Abs(Summand)) <= MostReach;

    /// <summary>The variable of the elements; zeros stay zeros.</summary>
    public RowValue Variable(RowLowering lowering, RowValue value, string name)
    {
        RowValue scaled = Factor == 1 ? value : value with { Value = lowering.Builder.Add(new PackedMultiplyScalar(value.Value, Factor), name) };
        return Plaintexts.Add(lowering, scaled, Summand, name);
    }

    private static UnitMap By(ChebyshevSeries unit, Interval interval, int factor)
    {
        double bound = Math.Abs((factor * interval.Radius) - 1) < 1e-9 ? 1 : factor * interval.Radius;
        return new UnitMap(factor, -factor * interval.Center, bound == 1 ? unit : SeriesVariable.Stretched(unit, bound), bound);
    }

    private static ChebyshevSeries OnUnit(ChebyshevSeries series) => new(new Interval(-1, 1), series.Coefficients);

    private static double Size(ChebyshevSeries series) => series.Coefficients.Sum(Math.Abs);

    private double Growth(ChebyshevSeries unit) => Math.Max(Size(Series) / Size(unit), Largest(Bound));

    private double Largest(double variable) => variable <= 1 ? 1 : Math.Cosh(Series.Degree * Math.Acosh(variable));
}
