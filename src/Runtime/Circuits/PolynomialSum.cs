namespace PowerSoftmax.Runtime.Circuits;

/// <summary>
/// A part of a Paterson-Stockmeyer evaluation: <c>constant + sum of coefficient * T_index + sum of quotient * T_giant</c>. The
/// whole sum is taken before its one relinearization and its one rescale.
/// </summary>
/// <param name="Constant">The coefficient of T_0.</param>
/// <param name="Terms">Plain combinations of computed powers; no zero coefficients.</param>
/// <param name="Products">Ciphertext products; every quotient has degree 1 or more.</param>
public sealed record PolynomialSum(
    double Constant,
    IReadOnlyList<PolynomialTerm> Terms,
    IReadOnlyList<PolynomialProduct> Products)
{
    /// <summary>Ciphertext products in this sum and below it.</summary>
    public int ProductCount => Products.Sum(static product => 1 + product.Quotient.ProductCount);

    /// <summary>Relinearizations in this sum and below it: one a sum that has products.</summary>
    public int RelinearizationCount =>
        (Products.Count == 0 ? 0 : 1) + Products.Sum(static product => product.Quotient.RelinearizationCount);

    /// <summary>Every power this sum and those below it read.</summary>
    public IEnumerable<int> Powers => Terms.Select(static term => term.Index)
        .Concat(Products.SelectMany(static product => product.Quotient.Powers.Append(product.Giant)));
}
