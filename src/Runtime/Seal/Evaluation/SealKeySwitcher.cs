using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>SEAL's switch_key_inplace to the bit: one prime a digit, digits as integers in [0, q_J), one division by the special prime.</summary>
/// <remarks>
/// The engine's own key switch takes balanced digits, which differ from these by multiples of q_J: the same message with other noise. Cost at
/// level l: (l + 1)(l + 2) transforms and as many products with each half of the key.
/// </remarks>
internal sealed class SealKeySwitcher(CkksParameters parameters, IWorkers workers)
{
    private RingContext Ring => parameters.Ring;

    /// <summary>(destination0, destination1) decrypts to x times the key's old secret.</summary>
    /// <param name="x">NTT form modulo q0 … q_level.</param>
    public void Switch(RnsPolynomial x, Level level, SealSwitchKey key, RnsPolynomial destination0, RnsPolynomial destination1)
    {
        using RnsPolynomial product0 = parameters.RentExtendedPolynomial(level);
        using RnsPolynomial product1 = parameters.RentExtendedPolynomial(level);
        Limb[] digits = [.. Enumerable.Range(0, level.LimbCount).Select(_ => Ring.Limbs.Rent())];

        workers.Run(digits.Length, digit => Decompose(x, digit, digits[digit].Span));
        workers.Run(product0.LimbCount, i => MultiplyRow(x, digits, key, i, product0, product1));
        Array.ForEach(digits, static digit => digit.Dispose());

        // Division by one prime with exact rounding of the balanced representative is what SEAL's (x + p/2) mod p - p/2 is.
        RingOperations.DivideAndRoundByLast([product0, product1], [destination0, destination1], workers);
    }

    private void Decompose(RnsPolynomial x, int digit, Span<double> destination)
    {
        x.Limb(digit).CopyTo(destination);
        Ring.Ntt(digit).Inverse(destination);
        double prime = Ring.Moduli[digit].P;

        foreach (ref double coefficient in destination)
        {
            coefficient += coefficient < 0 ? prime : 0;
        }
    }

    private void MultiplyRow(RnsPolynomial x, Limb[] digits, SealSwitchKey key, int i, RnsPolynomial product0, RnsPolynomial product1)
    {
        int prime = product0.PrimeIndex(i);
        Modulus modulus = Ring.Moduli[prime];
        using Limb row = Ring.Limbs.Rent();
        product0.Limb(i).Clear();
        product1.Limb(i).Clear();

        for (int digit = 0; digit < digits.Length; digit++)
        {
            if (digit == prime)
            {
                x.Limb(digit).CopyTo(row.Span);
            }
            else
            {
                UnaryDriver<ReduceModular>.Run(Ring.Lanes, digits[digit].Span, row.Span, modulus);
                Ring.Ntt(prime).Forward(row.Span);
            }

            product0.AddProduct(i, row.Span, key.Masked(digit).Limb(prime));
            product1.AddProduct(i, row.Span, key.Uniform(digit).Limb(prime));
        }
    }
}
