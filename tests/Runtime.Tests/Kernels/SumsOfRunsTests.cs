using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Tests.Ring;

namespace PowerSoftmax.Runtime.Tests.Kernels;

/// <summary>Sums of products with runs, on every lane width, run and number of terms, at their extremes, against the sums of products of whole limbs.</summary>
public sealed class SumsOfRunsTests : IDisposable
{
    private const int Length = 256;

    private static readonly Modulus Modulus = new(TestPrimes.Of(49, 10, 1)[0]);

    private readonly LimbPool pool = new(Length);
    private readonly List<Limb> rented = [];

    public void Dispose() => rented.ForEach(static limb => limb.Dispose());

    public static TheoryData<string, int, int> Cases()
    {
        TheoryData<string, int, int> data = [];

        foreach (LaneWidth width in KernelDispatch.Supported())
        {
            foreach (int run in new[] { 8, 16, 32, 64, 128, 256 })
            {
                foreach (int terms in new[] { 1, 2, 7, 8, 9, 16, 25 })
                {
                    data.Add(width.ToString(), run, terms);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AreThoseOfWholeLimbs(string width, int run, int count)
    {
        LaneWidth lanes = Enum.Parse<LaneWidth>(width);

        foreach (string kind in TestResidues.Kinds)
        {
            Residues[] first = Limbs(count, i => TestResidues.Of(kind, Length, Modulus, i));
            Residues[] second = Limbs(count, i => TestResidues.Of("largest", Length, Modulus, 50 + i));
            Residues[] runs = Limbs(count, i => TestResidues.Of(i % 2 == 0 ? "largest" : "random", Length, Modulus, 100 + i));
            Residues[] spread = Limbs(count, i => Spread(runs[i], run));
            Residues[] expected = Limbs(4, _ => new double[Length]), actual = Limbs(4, _ => new double[Length]);
            int part = (count + 1) / 2;
            RunTerm[] terms = [.. Enumerable.Range(0, count).Select(i => new RunTerm(first[i], second[i], runs[i].Slice(0, Length / run)))];

            InnerProduct.Run(lanes, new(spread, first, second), expected[0], expected[1], Modulus);
            InnerProduct.Run(lanes, new(spread.AsSpan(0, part), first.AsSpan(0, part), second.AsSpan(0, part)), expected[2], expected[3], Modulus);
            RunSum[] sums = [new(0, count, actual[0], actual[1], Accumulate: false), new(0, part, actual[2], actual[3], Accumulate: false)];
            SumsOfRuns.Run(lanes, new(sums, terms, run) { Operands = [.. first, .. second] }, Modulus);

            Assert.All(expected.Zip(actual), static pair => Assert.Equal(pair.First.Span.ToArray(), pair.Second.Span.ToArray()));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AreAddedToWhatIsThere(string width, int run, int count)
    {
        LaneWidth lanes = Enum.Parse<LaneWidth>(width);
        Residues[] x = Limbs(count, i => TestResidues.Of("largest", Length, Modulus, i));
        Residues[] sums = Limbs(3, _ => TestResidues.Of("largest", Length, Modulus, 7));
        RunTerm[] terms = [.. x.Select(limb => new RunTerm(limb, limb, limb.Slice(0, Length / run)))];
        Residues[] one = Limbs(1, _ => [.. Enumerable.Repeat(1.0, Length)]);
        Residues[] spread = [.. x.Select(limb => Limbs(1, _ => Spread(limb, run))[0])];

        Residues expected = Limbs(1, _ => new double[Length])[0];
        SumOfProducts.Run(lanes, [.. x, sums[2]], [.. spread, one[0]], expected, Modulus);
        SumsOfRuns.Run(lanes, new([new(0, count, sums[0], sums[1], Accumulate: true)], terms, run), Modulus);

        Assert.Equal(expected.Span.ToArray(), sums[0].Span.ToArray());
        Assert.Equal(expected.Span.ToArray(), sums[1].Span.ToArray());
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Residues[] limb = Limbs(2, _ => new double[Length]);
        RunTerm[] terms = [new(limb[0], limb[0], limb[0].Slice(0, Length / 8))];
        RunSum[] sums = [new(0, 1, limb[0], limb[1], Accumulate: false)];

        Assert.Contains("give at least one", Refused([], terms, 8));
        Assert.Contains("runs of a power of two from 8 on", Refused(sums, terms, 4));
        Assert.Contains("runs of a power of two from 8 on", Refused(sums, terms, 24));
        Assert.Contains("the products 0 to 1 of 1", Refused([sums[0] with { TermCount = 2 }], terms, 8));
        Assert.Contains("the products 1 to 1 of 1", Refused([sums[0] with { FirstTerm = 1 }], terms, 8));
        Assert.Contains("the products 0 to -1 of 1", Refused([sums[0] with { TermCount = 0 }], terms, 8));
        Assert.Contains("16 are needed", Refused(sums, terms, 16));
        Assert.Contains("256 are needed", Refused([sums[0] with { Second = limb[1].Slice(0, 64) }], terms, 8));
    }

    private static string Refused(RunSum[] sums, RunTerm[] terms, int run) =>
        Assert.Throws<ArgumentException>(() => _ = new RunProducts(sums, terms, run).Length).Message;

    // Standard index i of NTT form belongs to run i / R.
    private static double[] Spread(Residues runs, int run)
    {
        double[] spread = new double[Length];

        for (int i = 0; i < Length; i++)
        {
            spread[NttOrder.StorageIndexOf(i)] = runs.Span[i / run];
        }

        return spread;
    }

    private Residues[] Limbs(int count, Func<int, double[]> content)
    {
        Residues[] limbs = new Residues[count];

        for (int i = 0; i < count; i++)
        {
            rented.Add(pool.Rent());
            content(i).CopyTo(rented[^1].Span);
            limbs[i] = rented[^1].Residues;
        }

        return limbs;
    }
}
