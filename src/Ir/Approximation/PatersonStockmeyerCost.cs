using System;

namespace PowerSoftmax.Ir.Approximation;

/// <summary>Cost of the depth-optimal Paterson-Stockmeyer evaluation of a Chebyshev series.</summary>
/// <remarks>
/// A node of degree d splits at the largest power of two g &lt;= d: p = q T_g + r. A node below 2^LogBabySteps is a leaf, a plain
/// combination of T_1 ... T_d, when the level that its constants cost is free; on the chain of leading quotients it is not, and
/// splitting goes on down to degree 1, which keeps the whole at ceil(log2(degree + 1)) levels.
/// Chen, Chillotti, Song, eprint 2018/1043 (Chebyshev basis); Bossuat, Mouchet, Troncoso-Pastoriza, Hubaux, eprint 2020/1203
/// (least depth).
/// </remarks>
public static class PatersonStockmeyerCost
{
    /// <summary>Levels and products for a series of this degree and symmetry (dense otherwise).</summary>
    /// <exception cref="ArgumentException">The degree is negative, too large, or contradicts the symmetry.</exception>
    public static EvaluationCost Of(int degree, Symmetry symmetry = Symmetry.None) => Best(degree, symmetry).Cost;

    /// <summary>Cost of one given series.</summary>
    public static EvaluationCost Of(ChebyshevSeries series) => Of(series.Degree, series.Symmetry);

    /// <summary>Log2 of the number of baby steps that reach <see cref="Of(int, Symmetry)"/>; for an even series, in T_2.</summary>
    public static int LogBabySteps(int degree, Symmetry symmetry = Symmetry.None) => Best(degree, symmetry).LogBabySteps;

    /// <summary>Levels of a dense series: ceil(log2(degree + 1)).</summary>
    public static int Levels(int degree) => CeilingLog2(degree + 1);

    internal static int CeilingLog2(int value)
    {
        int log = 0;

        while ((1 << log) < value)
        {
            log++;
        }

        return log;
    }

    private static (EvaluationCost Cost, int LogBabySteps) Best(int degree, Symmetry symmetry)
    {
        Check(degree, symmetry);

        if (symmetry == Symmetry.Even && degree > 1)
        {
            (EvaluationCost half, int steps) = Best(degree / 2, Symmetry.None);

            return (half + new EvaluationCost(1, 1), steps);
        }

        int levels = Levels(degree);
        int bestProducts = int.MaxValue;
        int bestSteps = 1;

        for (int steps = 1; steps <= Math.Max(1, levels); steps++)
        {
            int products = PatersonStockmeyerCount.Products(degree, levels, steps, symmetry == Symmetry.Odd);

            if (products < bestProducts)
            {
                (bestProducts, bestSteps) = (products, steps);
            }
        }

        return (new EvaluationCost(levels, bestProducts), bestSteps);
    }

    private static void Check(int degree, Symmetry symmetry)
    {
        if (degree < 0 || degree > ChebyshevSeries.MaxDegree)
        {
            throw new ArgumentException($"Degree {degree} must lie in 0 ... {ChebyshevSeries.MaxDegree}.", nameof(degree));
        }

        bool contradicts = (symmetry == Symmetry.Even && degree % 2 != 0) || (symmetry == Symmetry.Odd && degree % 2 == 0);

        if (contradicts && degree > 1)
        {
            throw new ArgumentException($"Degree {degree} contradicts symmetry {symmetry}.", nameof(degree));
        }
    }
}
