using System;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Functions the base library lacks.</summary>
public static class SpecialFunctions
{
    /// <summary>erf(x) to about 1e-15: the Maclaurin series for small |x|, the continued fraction of erfc beyond.</summary>
    /// <remarks>Abramowitz and Stegun, 7.1.6 and 7.1.14.</remarks>
    public static double Erf(double x)
    {
        double a = Math.Abs(x);
        if (double.IsNaN(x) || a > 6)
        {
            return double.IsNaN(x) ? x : Math.Sign(x);
        }

        return a < 2.5 ? Series(x) : Math.Sign(x) * (1 - Complement(a));
    }

    private static double Series(double x)
    {
        double term = x;
        double sum = x;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private static double Complement(double a)
    {
        double fraction = a;
        for (int k = 60; k >= 1; k--)
        {
            fraction = a + (k / 2.0 / fraction);
        }

        return Math.Exp(-a * a) / Math.Sqrt(Math.PI) / fraction;
    }
}
