using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Approximate.Candidates;

/// <summary>Cost and meaning of the refining iterations, written exactly as a circuit computes them.</summary>
/// <remarks>
/// Each iteration squares the relative error, up to a constant. Multiplications by constants ride on operands that have a level to
/// spare, so they cost nothing. Goldschmidt, "Applications of division by convergence", MIT (1964); Markstein, "Software division
/// and square root using Goldschmidt's algorithms" (2004).
/// </remarks>
public static class Iteration
{
    /// <summary>Cost on top of the start's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one iteration.</exception>
    public static EvaluationCost Cost(IterationScheme scheme, int iterations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);

        return scheme switch
        {
            IterationScheme.NewtonReciprocal => new EvaluationCost(2 * iterations, 2 * iterations),
            IterationScheme.GoldschmidtReciprocal => new EvaluationCost(iterations + 1, 2 * iterations),
            IterationScheme.NewtonInverseSquareRoot => new EvaluationCost(2 * iterations, 3 * iterations),
            _ => new EvaluationCost((2 * iterations) + 1, 3 * iterations),
        };
    }

    /// <summary>Refines y, the start's value at x.</summary>
    public static double Run(IterationScheme scheme, int iterations, double x, double y) => scheme switch
    {
        IterationScheme.NewtonReciprocal => NewtonReciprocal(iterations, x, y),
        IterationScheme.GoldschmidtReciprocal => GoldschmidtReciprocal(iterations, x, y),
        IterationScheme.NewtonInverseSquareRoot => NewtonInverseSquareRoot(iterations, x, y),
        _ => GoldschmidtInverseSquareRoot(iterations, x, y),
    };

    private static double NewtonReciprocal(int iterations, double x, double y)
    {
        for (int i = 0; i < iterations; i++)
        {
            y = (2 * y) - (x * y * y);
        }

        return y;
    }

    private static double GoldschmidtReciprocal(int iterations, double x, double y)
    {
        double e = 1 - (x * y);

        for (int i = 0; i < iterations; i++)
        {
            y += y * e;
            e *= e;
        }

        return y;
    }

    private static double NewtonInverseSquareRoot(int iterations, double x, double y)
    {
        for (int i = 0; i < iterations; i++)
        {
            y = (1.5 * y) - (0.5 * x * y * (y * y));
        }

        return y;
    }

    private static double GoldschmidtInverseSquareRoot(int iterations, double x, double y)
    {
        double g = x * y;
        double h = 0.5 * y;

        for (int i = 0; i < iterations; i++)
        {
            double r = 0.5 - (g * h);
            g += g * r;
            h += h * r;
        }

        return 2 * h;
    }
}
