using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>The parts of a hybrid key switch as counts of limbs.</summary>
internal static class KeySwitchWork
{
    /// <summary>Every limb back once, every digit converted and brought forward into the primes it lacks.</summary>
    public static Work Decompose(this KeySwitchShape shape) =>
        new(shape.DecomposeTransforms - shape.Limbs, shape.Limbs, shape.DecomposeConversions);

    /// <summary>All digits times both halves of a key.</summary>
    public static Work InnerProduct(this KeySwitchShape shape) => new(0, 0, shape.InnerProducts);

    /// <summary>A polynomial brought to QP: each limb times P.</summary>
    public static Work TimesP(this KeySwitchShape shape, int polynomials) => new(0, 0, polynomials * shape.Limbs);

    /// <summary>Two polynomials divided by P and by some of the last ciphertext primes.</summary>
    public static Work ModDown(this KeySwitchShape shape, int rescales = 0)
    {
        int divided = 2 * (shape.SpecialPrimes + rescales), left = 2 * (shape.Limbs - rescales);

        // Each limb that is left is converted from all divided primes and multiplied by their inverse.
        return new Work(left, divided, (divided * (shape.Limbs - rescales)) + left);
    }

    public static Work WholeSwitch(this KeySwitchShape shape) => shape.Decompose() + shape.InnerProduct() + shape.ModDown();
}
