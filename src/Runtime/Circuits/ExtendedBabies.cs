using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Baby rotations modulo QP that are not divided by P: a giant step divides the sum of their products instead.</summary>
/// <remarks>Cost: one inner product a rotation. Memory: 2 (limbs of QP) N doubles a rotation, those by 0 included.</remarks>
internal sealed class ExtendedBabies(Evaluator evaluator) : BabyRotations<ExtendedCiphertext>(evaluator)
{
    // Enough to read the digits once for all.
    protected override int RotationsAtOnce => 8;

    public override ExtendedCiphertext[] SumsOfProducts(IReadOnlyList<PlainProducts<ExtendedCiphertext>> sums) => Evaluator.SumsOfProductsPlain(sums);

    public override void AddTo(ExtendedCiphertext sum, ExtendedCiphertext summand) => Evaluator.Add(sum, summand, sum);

    public override void AddUnrotated(GiantTotals totals, int result, ExtendedCiphertext sum) => totals.Add(result, sum);

    public override Ciphertext ToRotate(ExtendedCiphertext sum)
    {
        using (sum)
        {
            return Evaluator.ModDown(sum);
        }
    }

    protected override ExtendedCiphertext Unrotated(Ciphertext x) => Evaluator.Extend(x);

    protected override ExtendedCiphertext[] Rotated(Ciphertext x, Decomposition digits, int[] steps) => Evaluator.RotateHoistedLazy(x, digits, steps);

    protected override void Free(ExtendedCiphertext rotation, int steps) => rotation.Dispose();
}
