using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace PowerSoftmax.Passes.Approximate.Fitting;

/// <summary>One step of the exchange: the polynomial whose weighted errors on the reference are equal and alternate.</summary>
internal static class LevelledError
{
    /// <summary>Solves p(x_i) + (-1)^i E / weight(x_i) = f(x_i) on Count + 1 points for the coefficients and E.</summary>
    public static (double[] Coefficients, double Error) Solve(TermSet terms, WeightedErrorCurve curve, double[] reference)
    {
        int size = reference.Length;
        Matrix<double> matrix = DenseMatrix.Create(size, size, (row, column) => column < terms.Count
            ? Math.Cos(terms.Frequencies[column] * reference[row])
            : (row % 2 == 0 ? 1 : -1) / curve.WeightAt(reference[row]));
        Vector<double> target = DenseVector.Create(size, row => terms.Target(reference[row]));
        double[] solution = matrix.LU().Solve(target).ToArray();

        return (solution[..^1], solution[^1]);
    }
}
