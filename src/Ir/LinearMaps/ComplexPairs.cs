using System;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>Where the diagonals of a linear map lie when its ciphertexts go in pairs of neighbours: the first and second, the third and fourth. Pure.</summary>
public static class ComplexPairs
{
    /// <summary>How many pairs there are; of an odd number the last has one ciphertext.</summary>
    public static int Count(int ciphertexts) => (ciphertexts + 1) / 2;

    /// <summary>The place of a diagonal between pairs.</summary>
    public static DiagonalPlace Of(ComplexPacking packing, DiagonalPlace place) => packing switch
    {
        ComplexPacking.None => place,
        ComplexPacking.Operands => place with { Input = place.Input / 2 },
        ComplexPacking.Results => place with { Output = place.Output / 2 },
        _ => throw new ArgumentOutOfRangeException(nameof(packing), packing, "unknown"),
    };

    /// <summary>Whether a diagonal is that of the second ciphertext of a pair: an imaginary part.</summary>
    public static bool IsSecond(ComplexPacking packing, DiagonalPlace place) => packing switch
    {
        ComplexPacking.None => false,
        ComplexPacking.Operands => place.Input % 2 == 1,
        ComplexPacking.Results => place.Output % 2 == 1,
        _ => throw new ArgumentOutOfRangeException(nameof(packing), packing, "unknown"),
    };
}
