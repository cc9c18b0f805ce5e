using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>The operand of a linear transform rotated by every baby step, modulo QP and not yet divided by P.</summary>
/// <remarks>Cost: one decomposition, then one inner product a rotation. Memory: 2 (limbs of QP) N doubles a rotation.</remarks>
internal sealed class BabyRotations : IDisposable
{
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
            foreach (int step in steps)
            {
                cancellationToken.ThrowIfCancellationRequested();
                result.rotations.Add(step, step == 0 ? evaluator.Extend(input) : evaluator.RotateHoistedLazy(input, digits, step));
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
