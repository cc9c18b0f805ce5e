using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>The operands of a linear transform rotated by every baby step, modulo QP and not yet divided by P.</summary>
/// <remarks>Cost: one decomposition of each ciphertext that is rotated, then one inner product a rotation. Memory: 2 (limbs of QP) N doubles a rotation.</remarks>
internal sealed class BabyRotations : IDisposable
{
    private const int RotationsAtOnce = 8;

    private readonly Dictionary<(int Operand, int Steps), ExtendedCiphertext> rotations = [];

    private BabyRotations()
    {
    }

    /// <summary>The rotated ciphertext that a product reads.</summary>
    public ExtendedCiphertext this[BabyTerm term] => rotations[(term.Operand, term.Baby)];

    /// <summary>Ciphertext by ciphertext.</summary>
    /// <param name="evaluator">Rotates.</param>
    /// <param name="input">Of one level.</param>
    /// <param name="steps">Of each of them, ascending.</param>
    /// <param name="cancellationToken">Honored between rotations.</param>
    public static BabyRotations Compute(
        Evaluator evaluator, IReadOnlyList<Ciphertext> input, IReadOnlyList<IReadOnlyList<int>> steps, CancellationToken cancellationToken)
    {
        BabyRotations result = new();
        try
        {
            for (int operand = 0; operand < input.Count; operand++)
            {
                result.Add(evaluator, (operand, input[operand]), steps[operand], cancellationToken);
            }

            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (ExtendedCiphertext rotation in rotations.Values)
        {
            rotation.Dispose();
        }
    }

    private void Add(Evaluator evaluator, (int Index, Ciphertext Ciphertext) operand, IReadOnlyList<int> steps, CancellationToken cancellationToken)
    {
        if (steps.All(static rotation => rotation == 0))
        {
            foreach (int unrotated in steps)
            {
                rotations.Add((operand.Index, unrotated), evaluator.Extend(operand.Ciphertext));
            }

            return;
        }

        IndependentWork work = IndependentCiphertexts.WorkAt(evaluator, operand.Ciphertext.Level);

        // A few at a time: enough to read the digits once for all, few enough to be stopped soon, and a share for every thread.
        int[][] groups = [.. steps.Chunk(Math.Clamp((steps.Count + work.AtOnce - 1) / work.AtOnce, 1, RotationsAtOnce))];
        using Decomposition digits = evaluator.Decompose(operand.Ciphertext);
        work.Run(
            groups.Length,
            group =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return Of(operand.Index, groups[group], evaluator.RotateHoistedLazy(operand.Ciphertext, digits, groups[group]));
            },
            (_, some) => TakeOver(some));
    }

    private static BabyRotations Of(int operand, int[] steps, ExtendedCiphertext[] rotated)
    {
        BabyRotations result = new();
        for (int i = 0; i < steps.Length; i++)
        {
            result.rotations.Add((operand, steps[i]), rotated[i]);
        }

        return result;
    }

    private void TakeOver(BabyRotations some)
    {
        foreach (((int, int) place, ExtendedCiphertext rotation) in some.rotations)
        {
            rotations.Add(place, rotation);
        }
    }
}
