using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Approximate.Fitting;

/// <summary>The Chebyshev terms that a fit may use, and the angles on which they have to match f.</summary>
/// <remarks>
/// In the angle theta with x = cos(theta), T_k is cos(k theta). An even or odd fit on a symmetric interval lives on half the angles,
/// once the affine part of f that belongs to the other parity is taken off.
/// </remarks>
internal sealed class TermSet
{
    private readonly Symmetry symmetry;
    private readonly Func<double, double> function;

    public TermSet(Func<double, double> function, Interval interval, int degree, Symmetry symmetry)
    {
        Check(interval, degree, symmetry);
        this.symmetry = symmetry;
        this.function = function;
        Interval = interval;
        Frequencies = [.. Enumerable.Range(0, degree + 1).Where(Allowed)];
        EndAngle = symmetry == Symmetry.None ? Math.PI : Math.PI / 2;
        AffinePart = Affine();
    }

    public Interval Interval { get; }

    /// <summary>Indices k of the terms T_k, rising.</summary>
    public int[] Frequencies { get; }

    public int Count => Frequencies.Length;

    /// <summary>Angles run from 0 to here.</summary>
    public double EndAngle { get; }

    /// <summary>c_1 of an even fit, c_0 of an odd one; fixed by f, not fitted.</summary>
    private double AffinePart { get; }

    /// <summary>What remains of f for the terms to match.</summary>
    public double Target(double angle)
    {
        double unit = Math.Cos(angle);
        double value = Sample.Finite(function, Interval.FromUnit(unit));

        return symmetry switch
        {
            Symmetry.Even => value - (AffinePart * unit),
            Symmetry.Odd => value - AffinePart,
            _ => value,
        };
    }

    /// <summary>Extrema of the first term that is left out: where the error of a smooth function alternates, nearly.</summary>
    /// <param name="skew">Bends the spacing by this part, to break symmetries; 0 for none.</param>
    public double[] StartingReference(double skew)
    {
        // All odd terms vanish at pi/2, so an odd fit can have no reference point there.
        double last = symmetry == Symmetry.Odd ? Count + 0.5 : Count;

        return [.. Enumerable.Range(0, Count + 1).Select(i => i / last).Select(part => EndAngle * part * (1 + (skew * (1 - part))))];
    }

    public ChebyshevSeries Assemble(IReadOnlyList<double> termCoefficients)
    {
        double[] coefficients = new double[Math.Max(2, Frequencies[^1] + 1)];

        for (int j = 0; j < Count; j++)
        {
            coefficients[Frequencies[j]] = termCoefficients[j];
        }

        if (symmetry != Symmetry.None)
        {
            coefficients[symmetry == Symmetry.Even ? 1 : 0] = AffinePart;
        }

        return new ChebyshevSeries(Interval, coefficients);
    }

    /// <summary>Keeps the allowed terms of a full series: the start that symmetric fits fall back to.</summary>
    public double[] Restrict(ChebyshevSeries series) =>
        [.. Frequencies.Select(k => k <= series.Degree ? series.Coefficients[k] : 0)];

    private static void Check(Interval interval, int degree, Symmetry symmetry)
    {
        if (degree < 0 || degree > ChebyshevSeries.MaxDegree)
        {
            throw new ArgumentException($"Degree {degree} must lie in 0 ... {ChebyshevSeries.MaxDegree}.", nameof(degree));
        }

        if (symmetry != Symmetry.None && !interval.IsSymmetric)
        {
            throw new ArgumentException($"An {symmetry} fit needs an interval [-M, M], not {interval}.", nameof(interval));
        }

        if (symmetry == Symmetry.Odd && degree == 0)
        {
            throw new ArgumentException("An Odd fit needs a degree of 1 at least.", nameof(degree));
        }
    }

    private bool Allowed(int k) => symmetry switch
    {
        Symmetry.Even => k % 2 == 0,
        Symmetry.Odd => k % 2 != 0,
        _ => true,
    };

    private double Affine()
    {
        if (symmetry == Symmetry.None)
        {
            return 0;
        }

        double right = Sample.Finite(function, Interval.High);
        double left = Sample.Finite(function, Interval.Low);

        return symmetry == Symmetry.Even ? 0.5 * (right - left) : 0.5 * (right + left);
    }
}
