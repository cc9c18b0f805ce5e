using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Approximate.Fitting;

/// <summary>Polynomials of least mean square error under a density of inputs: small errors where inputs are frequent.</summary>
/// <remarks>
/// The normal equations need only the moments of the density, because T_j T_k = (T_{j+k} + T_{|j-k|}) / 2. They square the condition
/// number: a density that falls below a thousandth of its peak should be raised to that floor first.
/// </remarks>
public static class LeastSquares
{
    private const int LeastPoints = 4096;
    private const int PointsPerDegree = 32;

    /// <summary>Minimizes the integral of density(x) (f(x) - p(x))^2 over the interval.</summary>
    /// <exception cref="ArgumentException">The arguments contradict each other, or f or the density is not positive and finite.</exception>
    public static PolynomialFit Fit(
        Func<double, double> function,
        Interval interval,
        int degree,
        Func<double, double> density,
        Symmetry symmetry = Symmetry.None)
    {
        TermSet terms = new(function, interval, degree, symmetry);
        int points = Math.Max(LeastPoints, PointsPerDegree * degree);
        double[] angles = [.. Enumerable.Range(0, points).Select(i => terms.EndAngle * (i + 0.5) / points)];

        // dx = sin(theta) dtheta turns the density over x into one over the angle.
        double[] masses = [.. angles.Select(angle =>
            Math.Sin(angle) * Sample.Positive(density, interval.FromUnit(Math.Cos(angle))))];
        double[] values = [.. angles.Select((angle, i) => masses[i] * terms.Target(angle))];
        double[] moments = Project(angles, masses, [.. Enumerable.Range(0, (2 * degree) + 1)]);
        Matrix<double> gram = DenseMatrix.Create(terms.Count, terms.Count, (row, column) =>
            0.5 * (moments[terms.Frequencies[row] + terms.Frequencies[column]]
                + moments[Math.Abs(terms.Frequencies[row] - terms.Frequencies[column])]));
        Vector<double> target = DenseVector.OfArray(Project(angles, values, terms.Frequencies));
        double[] coefficients = gram.Cholesky().Solve(target).ToArray();
        WeightedErrorCurve curve = new(terms, null);
        double largest = curve.AlternatingExtremes(coefficients).Max(static extreme => Math.Abs(extreme.Error));

        return new PolynomialFit(terms.Assemble(coefficients), FitMethod.LeastSquares, largest);
    }

    /// <summary>Sums of mass cos(k theta) for each k.</summary>
    private static double[] Project(double[] angles, double[] masses, int[] frequencies) =>
        [.. frequencies.Select(k => angles.Select((angle, i) => masses[i] * Math.Cos(k * angle)).Sum())];
}
