namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Splits a Chebyshev series into a tree of sums for one choice of baby steps.</summary>
/// <remarks>
/// p = q T_g + r with g the largest power of two at most deg p, by T_(g+j) = 2 T_g T_j - T_(g-j). The remainder is flattened
/// into the same sum, so it shares the relinearization and the rescale of the product. Zero coefficients stay zero: even and odd
/// series never touch powers of the other parity.
/// </remarks>
internal sealed class PolynomialSplitter(int babySteps)
{
    /// <param name="coefficients">c_0 ... c_degree in the Chebyshev basis.</param>
    /// <param name="levels">Rescales that may lie between T_1 and the sum's value.</param>
    public PolynomialSum Split(double[] coefficients, int levels)
    {
        List<PolynomialTerm> terms = [];
        List<PolynomialProduct> products = [];
        double[] rest = Trim(coefficients);
        while (!IsLeaf(rest.Length - 1, levels))
        {
            rest = SplitOnce(rest, levels, terms, products);
        }

        for (int index = 1; index < rest.Length; index++)
        {
            if (rest[index] != 0)
            {
                terms.Add(new PolynomialTerm(index, rest[index]));
            }
        }

        return new PolynomialSum(rest[0], terms, products);
    }

    private double[] SplitOnce(double[] coefficients, int levels, List<PolynomialTerm> terms, List<PolynomialProduct> products)
    {
        int degree = coefficients.Length - 1;
        int giant = LargestPowerOfTwo(degree);
        if (degree == giant)
        {
            terms.Add(new PolynomialTerm(giant, coefficients[giant]));
        }
        else
        {
            products.Add(new PolynomialProduct(Split(Quotient(coefficients, giant), levels - 1), giant));
        }

        return Remainder(coefficients, giant);
    }

    // A leaf's constants cost a level of their own, which is there only off the chain of leading quotients.
    private bool IsLeaf(int degree, int levels) =>
        degree <= 1 || (degree < babySteps && PowerBasis.Depth(degree) + 1 <= levels);

    private static double[] Quotient(double[] coefficients, int giant)
    {
        double[] quotient = new double[coefficients.Length - giant];
        quotient[0] = coefficients[giant];
        for (int j = 1; j < quotient.Length; j++)
        {
            quotient[j] = 2 * coefficients[giant + j];
        }

        return quotient;
    }

    private static double[] Remainder(double[] coefficients, int giant)
    {
        double[] remainder = coefficients[..giant];
        for (int j = 1; giant + j < coefficients.Length; j++)
        {
            remainder[giant - j] -= coefficients[giant + j];
        }

        return Trim(remainder);
    }

    private static double[] Trim(double[] coefficients)
    {
        int length = coefficients.Length;
        while (length > 1 && coefficients[length - 1] == 0)
        {
            length--;
        }

        return coefficients[..length];
    }

    private static int LargestPowerOfTwo(int value) => 1 << (31 - System.Numerics.BitOperations.LeadingZeroCount((uint)value));
}
