using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Approximate.Search;

/// <summary>The degrees worth trying: no other degree is as high for the same cost or less.</summary>
public static class PolynomialDegrees
{
    /// <summary>Degrees 1 ... maxDegree on the front of cost against degree, by rising cost.</summary>
    public static IReadOnlyList<(int Degree, EvaluationCost Cost)> Front(Symmetry symmetry, int maxDegree)
    {
        List<(int Degree, EvaluationCost Cost)> front = [(1, PatersonStockmeyerCost.Of(1))];

        IEnumerable<(int Degree, EvaluationCost Cost)> byCost = Enumerable.Range(1, maxDegree)
            .Where(degree => degree > 1 && HasParity(degree, symmetry))
            .Select(degree => (Degree: degree, Cost: PatersonStockmeyerCost.Of(degree, symmetry)))
            .OrderBy(static item => item.Cost)
            .ThenByDescending(static item => item.Degree);

        foreach ((int Degree, EvaluationCost Cost) item in byCost)
        {
            if (item.Degree > front[^1].Degree)
            {
                front.Add(item);
            }
        }

        return front;
    }

    private static bool HasParity(int degree, Symmetry symmetry) => symmetry switch
    {
        Symmetry.Even => degree % 2 == 0,
        Symmetry.Odd => degree % 2 != 0,
        _ => true,
    };
}
