using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>The operand of a linear transform rotated by every baby step, modulo QP and not yet divided by P.</summary>
/// <remarks>Cost: one decomposition, then one inner product a rotation. Memory: 2 (limbs of QP) N doubles a rotation.</remarks>
internal sealed class BabyRotations : IDisposable
{
    private const int RotationsAtOnce = 8;

    private readonly Dictionary<int, ExtendedCiphertext> rotations = [];

    private BabyRotations()
    {
    }

    public ExtendedCiphertext this[int steps] => rotations[steps];

    public static BabyRotations Compute(Evaluator evaluator, Ciphertext input, IReadOnlyList<int> steps, CancellationToken cancellationToken)
    {
        IndependentWork work = IndependentCiphertexts.WorkAt(evaluator, input.Level);

        // A few at a time: enough to read the digits once for all, few enough to be stopped soon, and a share for every thread.
        int[][] groups = [.. steps.Chunk(Math.Clamp((steps.Count + work.AtOnce - 1) / work.AtOnce, 1, RotationsAtOnce))];
        BabyRotations result = new();
        try
        {
            using Decomposition digits = evaluator.Decompose(input);
            work.Run(
                groups.Length,
                group =>
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    return Of(groups[group], evaluator.RotateHoistedLazy(input, digits, groups[group]));
                },
                (_, some) => result.TakeOver(some));

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

    private static BabyRotations Of(int[] steps, ExtendedCiphertext[] rotated)
    {
        BabyRotations result = new();
        for (int i = 0; i < steps.Length; i++)
        {
            result.rotations.Add(steps[i], rotated[i]);
        }

        return result;
    }

    private void TakeOver(BabyRotations some)
    {
        foreach ((int steps, ExtendedCiphertext rotation) in some.rotations)
        {
            rotations.Add(steps, rotation);
        }
    }
}
