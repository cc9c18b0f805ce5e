using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Ntt;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Tests.Ring;

public sealed class NttTableTests
{
    public static TheoryData<int, int> SizesAndBits()
    {
        TheoryData<int, int> data = [];

        for (int logN = 10; logN <= 17; logN++)
        {
            data.Add(logN, 49);
            data.Add(logN, 30);
        }

        data.Add(12, 36);
        data.Add(13, 40);
        data.Add(12, 45);
        data.Add(14, 48);

        return data;
    }

    [Theory]
    [MemberData(nameof(SizesAndBits))]
    public void InverseUndoesForwardAndEverythingStaysBalanced(int logN, int bits)
    {
        Modulus modulus = new(TestPrimes.Of(bits, logN, 1)[0]);
        NttTable table = new(logN, modulus);

        foreach (string kind in TestResidues.Kinds)
        {
            double[] x = TestResidues.Of(kind, 1 << logN, modulus);
            double[] transformed = [.. x];

            table.Forward(transformed);
            AssertBalanced(transformed, modulus);
            table.Inverse(transformed);
            AssertBalanced(transformed, modulus);

            Assert.True(x.AsSpan().SequenceEqual(transformed), $"{kind} did not come back");
        }
    }

    [Theory]
    [MemberData(nameof(SizesAndBits))]
    public void ForwardEvaluatesAtOddPowersOfPsi(int logN, int bits)
    {
        Modulus modulus = new(TestPrimes.Of(bits, logN, 1)[0]);
        NttTable table = new(logN, modulus);
        int[] points = [0, 1, 7, 8, 9, 63, 64, 255, 256, 257, (1 << logN) - 1, (1 << logN) / 3];

        foreach (string kind in TestResidues.Kinds)
        {
            double[] x = TestResidues.Of(kind, 1 << logN, modulus, seed: logN);
            double[] transformed = [.. x];
            table.Forward(transformed);

            foreach (int i in points)
            {
                ulong point = modulus.Power(table.Psi, (2 * (ulong)NttOrder.ReverseBits((uint)i, logN)) + 1);

                Assert.Equal(Evaluate(x, point, modulus), modulus.Canonical(transformed[NttOrder.StorageIndexOf(i)]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(SizesAndBits))]
    public void EveryLaneWidthGivesTheSameBits(int logN, int bits)
    {
        Modulus modulus = new(TestPrimes.Of(bits, logN, 1)[0]);
        NttTable[] tables = [.. KernelDispatch.Supported().Select(width => new NttTable(logN, modulus, width))];

        foreach (string kind in new[] { "random", "largest", "alternating", "blocks" })
        {
            double[] forward = TestResidues.Of(kind, 1 << logN, modulus), inverse = [.. forward];
            tables[0].Forward(forward);
            tables[0].Inverse(inverse);

            foreach (NttTable table in tables.Skip(1))
            {
                double[] x = TestResidues.Of(kind, 1 << logN, modulus), y = [.. x];
                table.Forward(x);
                table.Inverse(y);

                Assert.True(forward.AsSpan().SequenceEqual(x));
                Assert.True(inverse.AsSpan().SequenceEqual(y));
            }
        }
    }

    [Theory]
    [MemberData(nameof(SizesAndBits))]
    public void HalvesMakeAWhole(int logN, int bits)
    {
        Modulus modulus = new(TestPrimes.Of(bits, logN, 1)[0]);
        LimbPool pool = new(1 << logN);

        foreach (LaneWidth width in KernelDispatch.Supported())
        {
            NttTable table = new(logN, modulus, width);
            using Limb whole = pool.Rent(), strips = pool.Rent(), rows = pool.Rent();
            double[] x = TestResidues.Of("largest", 1 << logN, modulus);
            x.CopyTo(whole.Span);
            table.Forward(whole.Span);

            for (int strip = 0; strip < CoefficientStrips.Count; strip++)
            {
                CoefficientStrips.CopyStripFrom(x, strips.Residues.Strip(strip), strip);
                table.ForwardStrip(strips.Residues.Strip(strip));
            }

            for (int row = 0; row < table.RowCount; row += 2)
            {
                table.ForwardRows(strips.Residues, rows.Residues.Slice(row * 256, 512), new RowRange(row, row + 2));
            }

            Assert.Equal(whole.Span, rows.Span);

            double constant = modulus.Balance(987_654_321UL);
            table.InverseToStrips(whole.Residues, strips.Residues, constant);
            table.InverseThenMultiply(whole.Span, constant);

            for (int strip = 0; strip < CoefficientStrips.Count; strip++)
            {
                CoefficientStrips.CopyStripTo(strips.Residues.Strip(strip), rows.Span, strip);
            }

            Assert.Equal(whole.Span, rows.Span);
        }
    }

    [Fact]
    public void ProductsOfTransformsAreNegacyclicConvolutions()
    {
        const int LogN = 10;
        Modulus modulus = new(TestPrimes.Of(49, LogN, 1)[0]);
        NttTable table = new(LogN, modulus);
        double[] x = TestResidues.Of("random", 1 << LogN, modulus, 1), y = TestResidues.Of("alternating", 1 << LogN, modulus);
        ulong[] expected = NegacyclicProduct(x, y, modulus);

        table.Forward(x);
        table.Forward(y);

        for (int i = 0; i < x.Length; i++)
        {
            x[i] = modulus.MultiplyBalanced(x[i], y[i]);
        }

        table.Inverse(x);

        Assert.Equal(expected, x.Select(modulus.Canonical));
    }

    [Fact]
    public void InverseThenMultiplyScales()
    {
        Modulus modulus = new(TestPrimes.Of(48, 11, 1)[0]);
        NttTable table = new(11, modulus);
        double constant = modulus.Balance(123_456_789_012UL);
        double[] x = TestResidues.Of("random", 1 << 11, modulus), y = [.. x];

        table.Inverse(x);
        table.InverseThenMultiply(y, constant);

        Assert.Equal(x.Select(value => modulus.MultiplyBalanced(value, constant)), y);
    }

    [Fact]
    public void PsiIsTheLeastPrimitiveRoot()
    {
        Modulus modulus = new(12289);
        NttTable table = new(10, modulus);
        ulong[] roots = [.. Enumerable.Range(1, 12288).Select(i => (ulong)i).Where(i => modulus.Power(i, 1024) == 12288)];

        Assert.Equal(roots.Min(), table.Psi);
    }

    [Fact]
    public void UnsuitableModuliAndSizesAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new NttTable(12, new Modulus(12289)));
        Assert.Throws<ArgumentException>(() => new NttTable(10, new Modulus((2048UL * 15) + 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NttTable(9, new Modulus(12289)));
        Assert.Throws<ArgumentException>(() => new NttTable(10, new Modulus(12289)).Forward(new double[1000]));
    }

    private static void AssertBalanced(double[] x, Modulus modulus)
    {
        double half = (modulus.Value - 1) / 2;

        foreach (double value in x)
        {
            Assert.True(Math.Abs(value) <= half && value == Math.Truncate(value) && !(value == 0.0 && double.IsNegative(value)));
        }
    }

    private static ulong Evaluate(double[] x, ulong point, Modulus modulus)
    {
        ulong sum = 0;

        for (int i = x.Length - 1; i >= 0; i--)
        {
            sum = (modulus.Multiply(sum, point) + modulus.Canonical(x[i])) % modulus.Value;
        }

        return sum;
    }

    private static ulong[] NegacyclicProduct(double[] x, double[] y, Modulus modulus)
    {
        ulong[] product = new ulong[x.Length];

        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < y.Length; j++)
            {
                ulong term = modulus.Multiply(modulus.Canonical(x[i]), modulus.Canonical(y[j]));
                int k = (i + j) % x.Length;
                product[k] = (product[k] + (i + j < x.Length ? term : modulus.Value - term)) % modulus.Value;
            }
        }

        return product;
    }
}
