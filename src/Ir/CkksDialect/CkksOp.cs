using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>An operation on bundles of ciphertexts. Its type rule is its effect on level, scale, degree and number.</summary>
public abstract record CkksOp : Op
{
    /// <summary>Levels the op consumes between its operands and its result.</summary>
    public virtual int LevelsConsumed => 0;

    /// <summary>Rotations to the left for which the op needs a Galois key at its operand's level; without repetitions.</summary>
    /// <remarks>No default, and none for relinearizations: an op whose keys nobody asked for would fail at the server.</remarks>
    public abstract IReadOnlyCollection<int> Rotations { get; }

    /// <summary>Whether the op needs the relinearization key at its operand's level.</summary>
    public abstract bool Relinearizes { get; }

    /// <summary>Whether the op needs the key for conjugation at its operand's level: where pairs are taken apart.</summary>
    public virtual bool Conjugates => false;

    /// <summary>The slots of the result: what the op means, without noise. What only changes how a value is encrypted changes none.</summary>
    /// <param name="x">Slots of the operands.</param>
    /// <param name="slots">How slots are computed with.</param>
    public abstract T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots);

    /// <summary>The rotations of an op that has none.</summary>
    protected static IReadOnlyCollection<int> NoRotations { get; } = System.Array.Empty<int>();

    /// <summary>The ciphertext type of an operand of degree 1.</summary>
    /// <exception cref="IrException">It has degree 2: relinearize first.</exception>
    protected static CiphertextType Linear(TypeContext context, int operand)
    {
        CiphertextType type = context.Operand<CiphertextType>(operand);
        return type.Degree == 1 ? type : throw new IrException($"operand {operand} has degree {type.Degree}; relinearize it first");
    }

    /// <summary>Refuses operands of different numbers of ciphertexts.</summary>
    protected static void CheckCounts(CiphertextType left, CiphertextType right)
    {
        if (left.Count != right.Count)
        {
            throw new IrException($"operands are bundles of {left.Count} and {right.Count} ciphertexts");
        }
    }

    /// <summary>Refuses operands of different levels.</summary>
    protected static void CheckLevels(CiphertextType left, CiphertextType right)
    {
        if (left.Level != right.Level)
        {
            throw new IrException($"operands are at levels {left.Level} and {right.Level}; match them first");
        }
    }
}
