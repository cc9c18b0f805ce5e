namespace PowerSoftmax.Runtime.Circuits;

/// <summary>From which bundle to which a linear transform leads.</summary>
/// <param name="SlotCount">Slots of a ciphertext, a power of two.</param>
/// <param name="Operands">Ciphertexts of the operand.</param>
/// <param name="Results">Ciphertexts of the result.</param>
public readonly record struct TransformShape(int SlotCount, int Operands, int Results)
{
    /// <summary>From one ciphertext to one.</summary>
    public static TransformShape Single(int slotCount) => new(slotCount, 1, 1);
}
