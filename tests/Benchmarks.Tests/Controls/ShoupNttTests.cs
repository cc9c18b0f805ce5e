using System.Numerics;
using PowerSoftmax.Benchmarks.Suite.Controls;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Benchmarks.Tests.Controls;

public sealed class ShoupNttTests
{
    public static TheoryData<int, int> SizesAndBits()
    {
        TheoryData<int, int> data = [];

        foreach (int logN in (int[])[3, 4, 5, 10, 13, 16])
        {
            foreach (int bits in (int[])[30, 49, 61])
            {
                data.Add(logN, bits);
            }
        }

        return data;
    }

    public static TheoryData<int> EngineSizes => [10, 13, 14, 15, 16];

    [Theory]
    [MemberData(nameof(SizesAndBits))]
    public void ForwardEvaluatesAtOddPowersOfPsi(int logN, int bits)
    {
        ulong prime = ControlPrimes.Below(bits, logN), psi = ControlPrimes.Root(prime, logN);
        ShoupNtt ntt = new(logN, prime, psi);
        int degree = 1 << logN;

        foreach (string kind in ControlResidues.Kinds)
        {
            ulong[] x = ControlResidues.Of(kind, degree, prime), transformed = [.. x];
            ntt.Forward(transformed);

            Assert.All(transformed, residue => Assert.True(residue < prime));
            foreach (int i in (int[])[0, 1, 3, degree / 3, degree - 2, degree - 1])
            {
                BigInteger point = BigInteger.ModPow(psi, (2 * NttOrder.ReverseBits((uint)i, logN)) + 1, prime);
                Assert.Equal(Evaluate(x, point, prime), transformed[i]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(SizesAndBits))]
    public void InverseUndoesForward(int logN, int bits)
    {
        ulong prime = ControlPrimes.Below(bits, logN);
        ShoupNtt ntt = new(logN, prime, ControlPrimes.Root(prime, logN));

        foreach (string kind in ControlResidues.Kinds)
        {
            ulong[] x = ControlResidues.Of(kind, 1 << logN, prime), back = [.. x];
            ntt.Forward(back);
            ntt.Inverse(back);
            Assert.Equal(x, back);

            // The other way round as well: extreme residues in NTT form.
            ntt.Inverse(back);
            Assert.All(back, residue => Assert.True(residue < prime));
            ntt.Forward(back);
            Assert.Equal(x, back);
        }
    }

    [Theory]
    [MemberData(nameof(EngineSizes))]
    public void BothDirectionsEqualTheEngines(int logN)
    {
        Modulus modulus = new(ControlPrimes.Below(49, logN));
        NttTable engine = new(logN, modulus);
        ShoupNtt control = new(logN, modulus.Value, engine.Psi);

        foreach (string kind in ControlResidues.Kinds)
        {
            ulong[] x = ControlResidues.Of(kind, 1 << logN, modulus.Value, seed: logN), forward = [.. x], inverse = [.. x];
            double[] engineForward = [.. x.Select(modulus.Balance)];
            double[] engineInverse = [.. Enumerable.Range(0, x.Length).Select(i => modulus.Balance(x[NttOrder.StorageIndexOf(i)]))];
            control.Forward(forward);
            control.Inverse(inverse);
            engine.Forward(engineForward);
            engine.Inverse(engineInverse);

            Assert.Equal(forward, Enumerable.Range(0, x.Length).Select(i => modulus.Canonical(engineForward[NttOrder.StorageIndexOf(i)])));
            Assert.Equal(inverse, engineInverse.Select(modulus.Canonical));
        }
    }

    [Fact]
    public void UnusableParametersAreNamed()
    {
        ulong prime = ControlPrimes.Below(40, 10), psi = ControlPrimes.Root(prime, 10);

        Assert.Contains("logN is 2", Assert.Throws<ArgumentException>(() => new ShoupNtt(2, prime, psi)).Message);
        Assert.Contains("logN is 18", Assert.Throws<ArgumentException>(() => new ShoupNtt(18, prime, psi)).Message);
        Assert.Contains("below 2^61", Assert.Throws<ArgumentException>(() => new ShoupNtt(10, prime + 2, psi)).Message);
        Assert.Contains("primitive root", Assert.Throws<ArgumentException>(() => new ShoupNtt(10, prime, 1)).Message);
        Assert.Contains("1024 are needed", Assert.Throws<ArgumentException>(() => new ShoupNtt(10, prime, psi).Forward(new ulong[512])).Message);
        Assert.Contains("1024 are needed", Assert.Throws<ArgumentException>(() => new ShoupNtt(10, prime, psi).Inverse(new ulong[2048])).Message);
    }

    private static ulong Evaluate(ulong[] coefficients, BigInteger point, ulong prime)
    {
        BigInteger value = 0;

        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            value = ((value * point) + coefficients[i]) % prime;
        }

        return (ulong)value;
    }
}
