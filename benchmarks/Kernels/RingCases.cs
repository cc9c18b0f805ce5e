using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Kernels.Benchmarks;

/// <summary>The operations on one limb that a rotation is made of.</summary>
internal static class RingCases
{
    private const int Digits = 4;
    private const int DigitPrimes = 6;

    public static IEnumerable<Measurement> All(int logN, LaneWidth lanes)
    {
        RingContext ring = new(logN, Primes.Below49Bits(logN, DigitPrimes + 1), lanes);
        Limb[] limbs = [.. Enumerable.Range(0, (3 * Digits) + 4).Select(i => Filled(ring, i))];
        Residues[] residues = [.. limbs.Select(limb => limb.Residues)];
        Modulus modulus = ring.Moduli[0];
        uint[] indices = ring.AutomorphismTable(3).Indices.ToArray();

        yield return Measurement.Of("forward NTT", () => ring.Ntt(0).Forward(limbs[0].Span));
        yield return Measurement.Of("inverse NTT", () => ring.Ntt(0).Inverse(limbs[0].Span));
        yield return Measurement.Of("add", () => BinaryDriver<AddModular>.Run(
            lanes, limbs[0].Span, limbs[1].Span, limbs[2].Span, modulus));
        yield return Measurement.Of("multiply", () => BinaryDriver<MultiplyModular>.Run(
            lanes, limbs[0].Span, limbs[1].Span, limbs[2].Span, modulus));
        yield return Measurement.Of("automorphism", () => Permutation.Run(limbs[0].Span, indices, limbs[1].Span));
        yield return Measurement.Of("inner product, 4 digits", () => InnerProduct.Run(
            lanes,
            new InnerProductOperands(residues.AsSpan(0, Digits), residues.AsSpan(Digits, Digits), residues.AsSpan(2 * Digits, Digits)),
            residues[^1],
            residues[^2],
            modulus));
        yield return Conversion(ring, limbs);
    }

    private static Measurement Conversion(RingContext ring, Limb[] limbs)
    {
        BasisConverter converter = new(ring, [1, 2, 3, 4, 5, 6], [0]);
        using BasisRows rows = converter.RentRows();

        for (int i = 0; i < DigitPrimes; i++)
        {
            converter.PrepareRow(i, limbs[i].Span, rows);
        }

        converter.PrepareOverflow(rows);

        return Measurement.Of("convert 6 primes to 1", () => converter.ConvertRow(0, rows, limbs[^1].Span));
    }

    private static Limb Filled(RingContext ring, int seed)
    {
        Limb limb = ring.Limbs.Rent();
        Random random = new(seed);

        foreach (ref double residue in limb.Span)
        {
            residue = ring.Moduli[0].Balance((ulong)random.NextInt64((long)ring.Moduli[0].Value / 2));
        }

        return limb;
    }
}
