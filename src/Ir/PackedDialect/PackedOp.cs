using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>An operation on the slots of bundles of ciphertexts, in the clear; what the encrypted circuit does without noise.</summary>
/// <remarks>
/// Slots of all ciphertexts of a bundle lie one ciphertext after the other. Rotations are cyclic in each ciphertext, and to the left. An op's layout says what its result means; that it means so is proven by running the
/// circuit against the tensor graph, not by the type rules.
/// </remarks>
public abstract record PackedOp : Op
{
    /// <summary>Levels between the operands and the result once the op runs on ciphertexts.</summary>
    public virtual int LevelsConsumed => 0;

    /// <summary>The slots of the result: what the op means.</summary>
    /// <param name="x">Slots of the operands.</param>
    /// <param name="slots">How slots are computed with.</param>
    public abstract T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots);
}
