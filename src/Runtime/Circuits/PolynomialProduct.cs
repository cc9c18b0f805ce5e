namespace PowerSoftmax.Runtime.Circuits;

/// <summary>quotient * T_giant; the quotient is relinearized and rescaled before the product.</summary>
public sealed record PolynomialProduct(PolynomialSum Quotient, int Giant);
