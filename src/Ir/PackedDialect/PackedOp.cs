using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>An operation on slot vectors of 2^k doubles, in the clear; what the encrypted circuit does without noise.</summary>
/// <remarks>
/// Rotations are cyclic and to the left. An op's layout says what its result means; that it means so is proven by running the
/// circuit against the tensor graph, not by the type rules.
/// </remarks>
public abstract record PackedOp : Op
{
    /// <summary>Levels between the operands and the result once the op runs on ciphertexts.</summary>
    public virtual int LevelsConsumed => 0;

    /// <summary>Slots of the result.</summary>
    /// <param name="inputs">Slots of the operands.</param>
    /// <param name="weights">The module's weights.</param>
    public abstract double[] Evaluate(IReadOnlyList<double[]> inputs, WeightTable weights);
}
