using System.Numerics;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>The slots of u = X^(N/2), by which the second ciphertext of a pair x + u y is multiplied: i and -i in turn, since slot j is the value at a root to the power 3^j.</summary>
internal static class PairUnit
{
    public static Complex At(int slot) => slot % 2 == 0 ? Complex.ImaginaryOne : -Complex.ImaginaryOne;
}
