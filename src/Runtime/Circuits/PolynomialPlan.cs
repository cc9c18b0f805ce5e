using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>How a Chebyshev series is evaluated on a ciphertext: which powers, which splits, what it costs. Pure and immutable.</summary>
/// <remarks>
/// Depth-optimal Paterson-Stockmeyer: a series of degree d takes ceil(log2(d + 1)) levels, and fewer products the more levels it
/// is given. Bossuat, Mouchet, Troncoso-Pastoriza, Hubaux, eprint 2020/1203, section 5; Chebyshev basis after Chen, Chillotti,
/// Song, eprint 2018/1043.
/// </remarks>
public sealed class PolynomialPlan
{
    private PolynomialPlan(IReadOnlyList<PowerStep> powers, PolynomialSum root, int levels)
    {
        Powers = powers;
        Root = root;
        Levels = levels;
    }

    /// <summary>Products of the power basis, operands first.</summary>
    public IReadOnlyList<PowerStep> Powers { get; }

    /// <summary>The combination of powers that gives the result.</summary>
    public PolynomialSum Root { get; }

    /// <summary>Rescales between input and result.</summary>
    public int Levels { get; }

    /// <summary>Ciphertext products.</summary>
    public int Products => Powers.Count + Root.ProductCount;

    /// <summary>Relinearizations: one a power, and one a sum of products.</summary>
    public int KeySwitches => Powers.Count + Root.RelinearizationCount;

    /// <summary>Plans a series on [-1, 1] within so many levels, with the fewest key switches, then the fewest products.</summary>
    /// <exception cref="ArgumentException">The interval is not [-1, 1], or the levels do not suffice.</exception>
    public static PolynomialPlan For(ChebyshevSeries series, int levels)
    {
        int needed = Math.Max(1, PatersonStockmeyerCost.Levels(series.Degree));
        if (levels < needed)
        {
            throw new ArgumentException($"a polynomial of degree {series.Degree} takes {needed} levels, {levels} are given", nameof(levels));
        }

        if (series.Interval != new Interval(-1, 1))
        {
            throw new ArgumentException($"the polynomial's interval is {series.Interval}; fold its map to [-1, 1] into what feeds it", nameof(series));
        }

        return Enumerable.Range(1, Math.Max(1, needed))
            .Select(logBabySteps => Create(series, levels, 1 << logBabySteps))
            .OrderBy(static plan => plan.KeySwitches)
            .ThenBy(static plan => plan.Products)
            .First();
    }

    /// <summary>Value in the clear by exactly the planned operations.</summary>
    public double Evaluate(double t)
    {
        Dictionary<int, double> powers = new() { [0] = 1, [1] = t };
        foreach (PowerStep step in Powers)
        {
            powers[step.Index] = (2 * powers[step.Left] * powers[step.Right]) - powers[step.Difference];
        }

        return Evaluate(Root, powers);
    }

    private static PolynomialPlan Create(ChebyshevSeries series, int levels, int babySteps)
    {
        PolynomialSum root = new PolynomialSplitter(babySteps).Split(series.Coefficients.ToArray(), levels);
        return new PolynomialPlan(PowerBasis.For(root.Powers), root, levels);
    }

    private static double Evaluate(PolynomialSum sum, IReadOnlyDictionary<int, double> powers) =>
        sum.Constant
        + sum.Terms.Sum(term => term.Coefficient * powers[term.Index])
        + sum.Products.Sum(product => Evaluate(product.Quotient, powers) * powers[product.Giant]);
}
