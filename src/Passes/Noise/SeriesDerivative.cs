using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Noise;

/// <summary>Derivative of a Chebyshev series on [-1, 1].</summary>
internal static class SeriesDerivative
{
    /// <summary>Coefficients by c'_(k-1) = c'_(k+1) + 2 k c_k, with c'_0 halved.</summary>
    public static ChebyshevSeries Of(ChebyshevSeries series)
    {
        double[] derivative = new double[series.Degree + 2];
        for (int k = series.Degree; k > 0; k--)
        {
            derivative[k - 1] = (k + 1 < derivative.Length ? derivative[k + 1] : 0) + (2 * k * series.Coefficients[k]);
        }

        derivative[0] /= 2;
        return new ChebyshevSeries(new Interval(-1, 1), derivative);
    }
}
