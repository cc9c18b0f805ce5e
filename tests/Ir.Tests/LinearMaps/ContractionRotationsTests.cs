using CsCheck;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tests.LinearMaps;

/// <summary>An op's rotations are those of its diagonals, whichever way they are found.</summary>
public sealed class ContractionRotationsTests
{
    [Theory]
    [InlineData("t:8 f:16 | f:8 r:16 f*8:2 t:8", "t:8 g:16 | g:8 r:16 g*8:2 t:8", "f", "g")]  // from hidden to hidden
    [InlineData("t:8 f:16 | f:8 r:2 t:8 f*8:2 t:8", "t:8 g:16 | g:8 r:2 t:8 g*8:2 t:8", "f", "g")] // t in diagonal order
    [InlineData("t:5/8z f:16 | f:8 r:2 t:8 f*8:2 t:8", "t:5/8z g:9/16z | g:8 r:2 t:8 g*8:2 t:8", "f", "g")]
    [InlineData("t:8 g:16 | g:8 r:2 g*8:2/128u t:8", "t:8 f:16 | f:8 r:2 f*8:2/128z t:8", "g", "f")]
    [InlineData("t:8 g:16 | g:8 r:16 g*8:2 t:8", "t:8 g:16 f:7/8z | f:8 g*8:2/256z t:8", "g", "f")]  // partial sums
    [InlineData("f:7/8z | r:16 f:8", "g:11/16z | r:8 g:16", "f", "g")]
    public void EveryLayoutGivesTheRotationsOfItsDiagonals(string input, string output, string contracted, string produced)
    {
        Check(new Contraction(LayoutText.Parse(input), LayoutText.Parse(output), contracted, produced));
    }

    [Theory]
    [InlineData("t:4 f:8 | f:8 r:8 t:4", "t:4 g:8 | g:8 r:8 t:4", 8)]             // features on top
    [InlineData("t:4 f:8 | f*2:4 r:8 f:2 t:4", "t:4 g:8 | g*2:4 r:8 g:2 t:4", 8)]   // copies between features
    [InlineData("t:4 f:8 | f:8 r:8 t:4", "t:4 g:64 | g:64 t:4", 8)]                // wider, features moved
    [InlineData("t:4 f:8 | r:4 f:8 r:2 t:4", "t:4 g:8 | g*2:4 r:8 g:2 t:4", 8)]    // to other address bits
    [InlineData("t:4 f:32 | f:32 r:2 t:4", "t:4 g:8 f:32 | f*8:4 g:8 r:2 t:4", 8)] // narrower, partial sums on top
    [InlineData("t:4 f:8 | f:8 t:4/32u", "t:4 g:8 | g:8 t:4/32z", 8)]             // one copy to one copy
    public void AProductNeedsNoMoreRotationsThanRowsOfAPartialSum(string input, string output, int expected)
    {
        Contraction contraction = new(LayoutText.Parse(input), LayoutText.Parse(output), "f", "g");
        Check(contraction);
        Assert.Equal(expected, GeneralizedDiagonals.Of(contraction).Rotations.Count);
    }

    [Fact]
    public void PartialSumsAddUpToTheWholeProduct()
    {
        Layout input = LayoutText.Parse("t:4 f:27/32z | f:32 r:2 t:4");
        Contraction contraction = new(input, LayoutText.Parse("t:4 g:7/8z f:27/32z | f*8:4 g:8 r:2 t:4"), "f", "g");
        Tensor x = Values(4, 27);
        Tensor weight = Values(27, 7);

        double[] parts = GeneralizedDiagonals.Of(contraction).Apply(Packing.Pack(x, input), weight);
        Layout whole = LayoutText.Parse("t:4 g:7/8z | r:4 g:8 r:2 t:4");
        double[] sums = new[] { 64, 128 }.Aggregate(parts, static (sum, step) => [.. sum.Zip(Rotation.Left(sum, step), static (left, right) => left + right)]);

        double[] expected = [.. Enumerable.Range(0, 28).Select(index => Enumerable.Range(0, 27)
            .Sum(row => x.Values[((index / 7) * 27) + row] * weight.Values[(row * 7) + (index % 7)]))];
        double[] slots = Packing.Pack(new Tensor(ElementType.Float64, Shape.Of(4, 7), expected), whole);
        Assert.All(slots.Zip(sums), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Theory]
    [InlineData(1)]  // f[2] lies below the copies
    [InlineData(2)]
    public void PartsByTurnsAddUpToTheWholeProduct(int kept)
    {
        int low = 8 >> kept;
        Layout input = LayoutText.Parse($"t:4 f:8 | f:{low} r:4 f*{low}:{1 << kept} t:4");
        Layout output = LayoutText.Parse($"t:4 g:8 | g:{low} r:4 g*{low}:{1 << kept} t:4");
        Tensor weight = Values(8, 8);
        double[] slots = Packing.Pack(Values(4, 8), input);

        Contraction[] parts = [.. Enumerable.Range(0, 1 << kept)
            .Select(turn => new Contraction(input, LayoutText.Parse($"t:4 g:8 f:8 | g:{low} r:4 g*{low}+f*{low}:{1 << kept} t:4"), "f", "g", turn << 2))];
        double[] sum = parts.Select(part => GeneralizedDiagonals.Of(part).Apply(slots, weight))
            .Aggregate(static (left, right) => [.. left.Zip(right, static (a, b) => a + b)]);

        Assert.All(parts, Check);
        double[] whole = GeneralizedDiagonals.Of(new Contraction(input, output, "f", "g")).Apply(slots, weight);
        Assert.All(whole.Zip(sum), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void ATurnIsAValueOfKeptBits()
    {
        Contraction contraction = new(LayoutText.Parse("f:4 | f:4 r:4"), LayoutText.Parse("g:4 | g:4 r:4"), "f", "g", 4);

        IrException error = Assert.Throws<IrException>(() => GeneralizedDiagonals.Of(contraction));

        Assert.Contains("turns by 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PartialSumsLieWhereTheOperandHasTheRows()
    {
        Contraction contraction = new(LayoutText.Parse("f:4 | f:4 r:4"), LayoutText.Parse("f:4 g:2 | g:2 r:4 f*2:2"), "f", "g");

        IrException error = Assert.Throws<IrException>(() => GeneralizedDiagonals.Of(contraction));

        Assert.Contains("partial sums over 'f' lie at address bit 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnyArrangementOfAddressBitsGivesTheRotationsOfItsDiagonals() => Arrangements.Sample(Check);

    /// <summary>t and f in any order over seven address bits, copies in the rest; g takes the bits of f or those of the copies.</summary>
    private static Gen<Contraction> Arrangements =>
        from order in Gen.Shuffle(new[] { 0, 1, 2, 3, 4, 5, 6 })
        from onCopies in Gen.Bool
        from tokens in Gen.Int[3, 4]
        from columns in Gen.Int[1, 4]
        select new Contraction(
            Layout(order, tokens, 4, "f", [LayoutAxis.Copies(2), LayoutAxis.Copies(2), LayoutAxis.Copies(2)]),
            onCopies ? OnCopies(order, tokens, columns) : Layout(order, tokens, columns, "g", [LayoutAxis.Copies(2), LayoutAxis.Zeros(2), LayoutAxis.Unused(2)]),
            "f",
            "g");

    private static Layout Layout(int[] order, int tokens, int extent, string feature, LayoutAxis[] rest) => Ir.Layouts.Layout.Stack(
        [new LayoutDimension("t", 4, tokens), new LayoutDimension(feature, 4, extent)],
        Bits(order, [.. Both("t"), .. Both(feature), .. rest]));

    private static Layout OnCopies(int[] order, int tokens, int columns) => Ir.Layouts.Layout.Stack(
        [new LayoutDimension("t", 4, tokens), new LayoutDimension("f", 4), new LayoutDimension("g", 4, columns)],
        Bits(order, [.. Both("t"), LayoutAxis.Of("f", 2, 2), LayoutAxis.Zeros(2), .. Both("g"), LayoutAxis.Copies(2)]));

    private static LayoutAxis[] Both(string dimension) => [LayoutAxis.Of(dimension, 2, 2), LayoutAxis.Of(dimension, 2)];

    private static IEnumerable<LayoutAxis> Bits(int[] order, LayoutAxis[] bits) => order.Select(index => bits[index]);

    private static Tensor Values(int rows, int columns)
    {
        Random random = new(rows);
        return new Tensor(ElementType.Float64, Shape.Of(rows, columns), [.. Enumerable.Range(0, rows * columns).Select(_ => (2 * random.NextDouble()) - 1)]);
    }

    private static void Check(Contraction contraction)
    {
        CkksMatrixProduct product = new(new ValueId(0), "w", contraction, contraction.Output.SlotCount, new Scale(1));

        Assert.Equal(GeneralizedDiagonals.Of(contraction).Rotations.Where(static rotation => rotation != 0), product.Rotations.Order());
    }
}
