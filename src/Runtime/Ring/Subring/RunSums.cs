using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>Sums of products of pairs of polynomials with polynomials of one subring, computed limb by limb. Several threads may compute different limbs.</summary>
internal sealed class RunSums
{
    private readonly List<Term> terms = [];
    private readonly List<Sum> sums = [];
    private Subring? subring;

    /// <summary>Adds a sum. All polynomials are in NTT form and have the same prime in the same limb; destinations are no factors.</summary>
    /// <param name="first">Receives the sum of the first polynomials.</param>
    /// <param name="second">Receives the sum of the second polynomials.</param>
    /// <param name="accumulate">Whether it is added to what they hold.</param>
    /// <param name="products">At least one; all of one subring.</param>
    public void Add(RnsPolynomial first, RnsPolynomial second, bool accumulate, IEnumerable<Term> products)
    {
        int begin = terms.Count;
        terms.AddRange(products);
        subring ??= terms[0].Runs.Subring;
        sums.Add(new Sum(begin, terms.Count - begin, first, second, accumulate));
    }

    /// <summary>Computes one limb of every sum.</summary>
    public void Compute(int limb)
    {
        RnsPolynomial any = sums[0].First;
        RunTerm[] factors = [.. terms.Select(term => new RunTerm(term.First.Residues(limb), term.Second.Residues(limb), term.Runs.Residues(limb)))];
        RunSum[] destinations = [.. sums.Select(sum =>
            new RunSum(sum.Begin, sum.Count, sum.First.Residues(limb), sum.Second.Residues(limb), sum.Accumulate))];
        Residues[] operands = [.. terms.SelectMany(static term => (RnsPolynomial[])[term.First, term.Second]).Distinct().Select(polynomial => polynomial.Residues(limb))];

        SumsOfRuns.Run(any.Ring.Lanes, new RunProducts(destinations, factors, subring!.RunLength) { Operands = operands }, any.Modulus(limb));
        GC.KeepAlive(this);
    }

    /// <summary>One product: two polynomials with the same factor.</summary>
    internal readonly record struct Term(RnsPolynomial First, RnsPolynomial Second, SubringPolynomial Runs);

    private readonly record struct Sum(int Begin, int Count, RnsPolynomial First, RnsPolynomial Second, bool Accumulate);
}
