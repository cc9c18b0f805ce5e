using PowerSoftmax.Runtime.Ckks;
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
        BabyRotations result = new();
        try
        {
            using Decomposition digits = evaluator.Decompose(input);

            // A few at a time: enough to read the digits once for all, few enough to be stopped soon.
            foreach (int[] together in steps.Chunk(RotationsAtOnce))
            {
                cancellationToken.ThrowIfCancellationRequested();
                ExtendedCiphertext[] rotated = evaluator.RotateHoistedLazy(input, digits, together);

                for (int i = 0; i < together.Length; i++)
                {
                    result.rotations.Add(together[i], rotated[i]);
                }
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
}
