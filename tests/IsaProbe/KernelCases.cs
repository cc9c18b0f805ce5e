using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Ntt;
using PowerSoftmax.Runtime.Kernels.Operators;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.IsaProbe;

/// <summary>One fixed computation through every kernel, boiled down to a hash.</summary>
internal static class KernelCases
{
    // 1 modulo 2^14, of 49, 49, 48, 42, 37 and 30 bits, in this order.
    private static readonly ulong[] Primes = FindPrimes([49, 49, 48, 42, 37, 30], logN: 13);

    public static string Hash(LaneWidth width)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        foreach (int logN in new[] { 10, 11, 12, 13 })
        {
            RingContext ring = new(logN, Primes, width);

            Transforms(ring, hash);
            Pointwise(ring, hash);
            Sums(ring, hash);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Transforms(RingContext ring, IncrementalHash hash)
    {
        for (int prime = 0; prime < ring.PrimeCount; prime++)
        {
            using Limb x = Filled(ring, prime, seed: 1);

            ring.Ntt(prime).Forward(x.Span);
            Append(hash, x.Span);
            ring.Ntt(prime).InverseThenMultiply(x.Span, ring.Moduli[prime].Balance(-12345));
            Append(hash, x.Span);
        }
    }

    private static void Pointwise(RingContext ring, IncrementalHash hash)
    {
        using Limb x = Filled(ring, 0, seed: 2), y = Filled(ring, 0, seed: 3), z = Filled(ring, 0, seed: 4);
        Modulus modulus = ring.Moduli[0];

        // Lengths that leave a remainder for every lane width.
        foreach (int length in new[] { 1, 7, 9, 63, ring.Degree - 1, ring.Degree })
        {
            Span<double> a = x.Span[..length], b = y.Span[..length], c = z.Span[..length];

            BinaryDriver<MultiplyModular>.Run(ring.Lanes, a, b, c, modulus);
            Append(hash, c);
            BinaryDriver<AddModular>.Run(ring.Lanes, a, c, b, modulus);
            BinaryDriver<SubtractModular>.Run(ring.Lanes, b, c, a, modulus);
            TernaryDriver<MultiplyThenAddModular>.Run(ring.Lanes, a, b, c, c, modulus);
            UnaryDriver<MultiplyScalar>.Run(ring.Lanes, c, a, modulus, -987654321.0);
            BinaryDriver<SubtractThenMultiplyScalar>.Run(ring.Lanes, a, b, c, modulus, 1234567.0);
            Append(hash, c);
        }
    }

    private static void Sums(RingContext ring, IncrementalHash hash)
    {
        int[] from = [1, 2, 3, 4, 5];
        BasisConverter converter = new(ring, from, [0]);
        using BasisRows rows = converter.RentRows();
        Limb[] limbs = [.. Enumerable.Range(0, 11).Select(i => Filled(ring, 5, seed: 10 + i))];
        Residues[] residues = [.. limbs.Select(limb => limb.Residues)];
        using Limb y = ring.Limbs.Rent(), z = ring.Limbs.Rent();

        for (int count = 1; count <= residues.Length; count++)
        {
            Span<Residues> part = residues.AsSpan(0, count);
            RingOperations.InnerProductRow(ring, new(part, residues.AsSpan(residues.Length - count), part), y.Residues, z.Residues, 0);
            Append(hash, y.Span);
            Append(hash, z.Span);
        }

        for (int i = 0; i < from.Length; i++)
        {
            converter.PrepareRow(i, limbs[i].Span, rows);
        }

        converter.PrepareOverflow(rows);
        converter.ConvertRow(0, rows, y.Span);
        converter.ConvertRowLazy(0, rows, z.Span);
        Append(hash, y.Span);
        Append(hash, z.Span);
        Fused(ring, limbs, hash);
        Array.ForEach(limbs, limb => limb.Dispose());
    }

    // From NTT form to NTT form of two other primes, in the pieces that a key switch is made of.
    private static void Fused(RingContext ring, Limb[] limbs, IncrementalHash hash)
    {
        BasisConverter converter = new(ring, [2, 3, 4], [0, 1]);
        using BasisRows rows = converter.RentRows();
        using Limb first = ring.Limbs.Rent(), second = ring.Limbs.Rent();

        for (int i = 0; i < converter.From.Length; i++)
        {
            converter.PrepareRowFromNtt(i, limbs[i].Residues, rows);
        }

        converter.PrepareOverflow(rows);
        converter.Raise([0, 1], rows, [first.Residues, second.Residues], lazy: false);
        ring.Ntt(0).ForwardRows(first.Residues, limbs[0].Residues, new RowRange(0, ring.Degree / NttConstants.RowLength));
        Append(hash, limbs[0].Span);
        Append(hash, second.Span);
    }

    private static Limb Filled(RingContext ring, int prime, int seed)
    {
        Limb limb = ring.Limbs.Rent();
        Random random = new(seed);

        foreach (ref double residue in limb.Span)
        {
            residue = ring.Moduli[prime].Balance((ulong)random.NextInt64((long)ring.Moduli[prime].Value));
        }

        return limb;
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<double> values) => hash.AppendData(MemoryMarshal.AsBytes(values));

    private static ulong[] FindPrimes(int[] bits, int logN)
    {
        List<ulong> primes = [];

        foreach (int size in bits)
        {
            ulong candidate = (1UL << size) - (2UL << logN) + 1;

            while (primes.Contains(candidate) || !PassesFermat(candidate))
            {
                candidate -= 2UL << logN;
            }

            primes.Add(candidate);
        }

        return [.. primes];
    }

    private static bool PassesFermat(ulong candidate) =>
        new ulong[] { 2, 3, 5, 7 }.All(witness => new Modulus(candidate).Power(witness, candidate - 1) == 1);
}
