using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Baby rotations modulo Q: products work on fewer primes, and their sums are rotated as they are. Also for transforms whose only baby rotation is by 0.</summary>
/// <remarks>Cost: one inner product and one division by P a rotation. Memory: 2 (limbs of Q) N doubles a rotation; those by 0 are the operands themselves.</remarks>
internal sealed class DividedBabies(Evaluator evaluator) : BabyRotations<Ciphertext>(evaluator)
{
    // Each is divided while it is in the caches, so that there is nothing to share.
    protected override int RotationsAtOnce => 1;

    public override Ciphertext[] SumsOfProducts(IReadOnlyList<PlainProducts<Ciphertext>> sums) => Evaluator.SumsOfProductsPlain(sums);

    public override void AddTo(Ciphertext sum, Ciphertext summand) => Evaluator.Add(sum, summand, sum);

    public override void AddUnrotated(GiantTotals totals, int result, Ciphertext sum) => totals.AddUnrotated(result, sum);

    public override Ciphertext ToRotate(Ciphertext sum) => sum;

    protected override Ciphertext Unrotated(Ciphertext x) => x;

    protected override Ciphertext[] Rotated(Ciphertext x, Decomposition digits, int[] steps) =>
        Array.ConvertAll(steps, rotation => Evaluator.RotateHoisted(x, digits, rotation));

    protected override void Free(Ciphertext rotation, int steps)
    {
        if (steps != 0)
        {
            rotation.Dispose();
        }
    }
}
