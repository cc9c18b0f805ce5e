using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>From which bundle to which a linear transform leads.</summary>
/// <param name="SlotCount">Slots of a ciphertext, a power of two.</param>
/// <param name="Operands">Ciphertexts of the operand.</param>
/// <param name="Results">Ciphertexts of the result.</param>
public readonly record struct TransformShape(int SlotCount, int Operands, int Results)
{
    /// <summary>From pairs to ciphertexts, or from ciphertexts to pairs.</summary>
    public TransformShape Packed(ComplexPacking packing) => packing switch
    {
        ComplexPacking.None => this,
        ComplexPacking.Operands => this with { Operands = ComplexPairs.Count(Operands) },
        ComplexPacking.Results => this with { Results = ComplexPairs.Count(Results) },
        _ => throw new ArgumentOutOfRangeException(nameof(packing), packing, "unknown"),
    };

    /// <summary>From one ciphertext to one.</summary>
    public static TransformShape Single(int slotCount) => new(slotCount, 1, 1);
}
