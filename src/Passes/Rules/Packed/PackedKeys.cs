using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>The evaluation keys that a node needs on ciphertexts.</summary>
/// <param name="Relinearization">Level of its relinearization; null: none.</param>
/// <param name="Rotations">Left rotations, at the level of its operands; 0 needs no key and is left out.</param>
internal readonly record struct PackedKeys(Level? Relinearization, IEnumerable<int> Rotations)
{
    /// <summary>Whether it conjugates, at the level of its operands.</summary>
    public bool Conjugates { get; init; }

    public static PackedKeys None { get; } = new(null, []);

    public static PackedKeys Of(IEnumerable<int> rotations) => new(null, rotations);

    public static PackedKeys At(Level? relinearization) => new(relinearization, []);
}
