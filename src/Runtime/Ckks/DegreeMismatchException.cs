namespace PowerSoftmax.Runtime.Ckks;

/// <summary>A ciphertext with the wrong number of polynomials for the operation.</summary>
public sealed class DegreeMismatchException(string message) : CkksException(message)
{
    internal static DegreeMismatchException Needs(string operation, int needed, int actual) =>
        new($"{operation}: the ciphertext has degree {actual} and must have {needed}. "
            + (actual == 2 ? "Relinearize it first." : "Only a product has degree 2."));
}
