using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.TestSupport;

namespace PowerSoftmax.Ir.Tests.LinearMaps;

public sealed class MapDiagonalsTests
{
    [Fact]
    public void EveryMapIsThatOfTheTensorsWhateverUnusedSlotsHold()
    {
        int moved = 0;
        int bundles = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            Random random = new(seed);
            LinearMap map = new RandomMaps(random, 2, 4, 8).Draw();
            Check(map, random, seed);
            moved += map.Output.Axes.Count(static axis => axis.AddsTo("t")) > 1 ? 1 : 0;
            bundles += map.Input.CiphertextCount > 1 && map.Output.CiphertextCount > 1 ? 1 : 0;
        }

        Assert.True(moved > 25 && bundles > 50, $"{moved} maps move copies by tokens, {bundles} go from bundle to bundle");
    }

    [Theory]
    [InlineData("f:16 | r:4 f:16", "g:16 | g:16/64u", 16)]       // a copy beside each feature: as many as features
    [InlineData("f:16 | f:16/64u", "g:16 | g:16/64u", 31)]       // none: nearly twice as many
    [InlineData("f:16 | f:16/64u", "g:4 | g:4/64u", 19)]
    [InlineData("f:16 | r:2/64u f:16", "g:24 | g:24/64u", 23)]   // copies that do not reach far enough for all
    [InlineData("f:16 | r:4 f:16", "g:16 | r:3/64u g:16", 16)]   // results with copies, all but the last
    public void ProductsTakeNoMoreRotationsThanTheCopiesOfTheOperandDemand(string input, string output, int expected)
    {
        LinearMap map = new(OnRows(input), OnRows(output), ["f"], ["g"]);

        Check(map, new Random(1), 0);
        Assert.Equal(expected, MapDiagonals.Of(map).Rotations.Count());
    }

    /// <summary>Parts of sums: as many rotations as results, where the operand repeats, and every slot holds the whole sum in the end.</summary>
    [Theory]
    [InlineData("f:16 | r:4 f:16", "g:4 p:4 | r:4 p:4 g:4", 4)]
    [InlineData("f:13 | r:4 f:13/16z", "g:4 p:4 | r:4 p:4 g:4", 4)]             // what is no feature is zero, and no term
    [InlineData("f:13 | r:4 f:13/16z", "g:3 p:16 | p:16 g:3/4z", 4)]            // as many parts as the slots hold
    [InlineData("f:16 | 2 ciphertexts | f*8:2 r:8 f:8", "g:4 p:2 | r:8 p:2 g:4", 4)]
    public void PartsOfSumsTakeAsManyRotationsAsResults(string input, string output, int expected)
    {
        Layout from = LayoutText.Parse(input);
        Layout to = LayoutText.Parse(output);
        LinearMap map = new(from, to, ["f"], ["g"], parts: "p");
        MapDiagonals diagonals = MapDiagonals.Of(map);
        Tensor x = MapReference.Values(new Random(4), from.Dimension("f").Extent);
        Tensor weight = MapReference.Values(new Random(5), map.Rows, map.Columns);
        double[] parts = diagonals.Apply(Packing.Pack(x, from), weight);

        LayoutAxis axis = to.Axes.First(static axis => axis.AddsTo("p"));
        for (int slot = 0; slot < parts.Length; slot++)
        {
            int column = slot % axis.Stride;
            double sum = Enumerable.Range(0, axis.Extent).Sum(part => parts[(slot + (part * axis.Stride)) % parts.Length]);
            double whole = column >= map.Columns ? 0 : Enumerable.Range(0, map.Rows).Sum(row => x.Values[row] * weight.Values[(row * map.Columns) + column]);
            Assert.Equal(whole, sum, 1e-9);
        }

        Assert.Equal(expected, diagonals.Rotations.Count());
    }

    /// <summary>Layers that are alike differ in the names of dimensions alone: their diagonals are found once.</summary>
    [Fact]
    public void MapsThatDifferInNamesHaveTheSameDiagonals()
    {
        LinearMap one = new(LayoutText.Parse("t:4 f:3 | t:4 f:3/8u"), LayoutText.Parse("t:4 g:5 | t:4 g:5/8z"), ["f"], ["g"]);
        LinearMap other = new(LayoutText.Parse("a:4 c:3 | a:4 c:3/8u"), LayoutText.Parse("a:4 b:5 | a:4 b:5/8z"), ["c"], ["b"]);
        LinearMap unlike = new(LayoutText.Parse("a:4 c:3 | a:4 c:3/8u"), LayoutText.Parse("a:4 b:6 | a:4 b:6/8z"), ["c"], ["b"]);
        DiagonalsTable table = new();

        MapDiagonals found = table.Of(one);

        Assert.NotEqual(one, other);
        Assert.Same(found, table.Of(other));
        Assert.NotSame(found, table.Of(unlike));
        Assert.Equal(MapDiagonals.Of(other).Diagonals.Select(static diagonal => diagonal.Place), found.Diagonals.Select(static diagonal => diagonal.Place));
    }

    /// <summary>Eight rows and more are computed side by side: by the same sums, whatever carries into the next row.</summary>
    [Theory]
    [InlineData("t:8 f:6 | t:8 f:6/8u", "t:8 g:7 | t:8 g:7/8z")]
    [InlineData("t:64 f:16 | 2 ciphertexts | f*8:2 t:64 f:8", "t:64 g:24 | 3 ciphertexts | g*8:3 t:64 g:8")]
    [InlineData("i:16 j:16 h:2 | 8 ciphertexts | j*2:8 i+j:16 h:2 j:2", "i:16 j:16 h:2 | 16 ciphertexts | j:16 i+j:16 h:2 r:2")]
    public void RowsSideBySideAreSummedInTheSameOrder(string input, string output)
    {
        Layout from = LayoutText.Parse(input);
        Layout to = LayoutText.Parse(output);
        LinearMap map = to.DimensionIndex("g") < 0 ? new LinearMap(from, to) : new LinearMap(from, to, ["f"], ["g"]);
        Random random = new(5);
        double[] slots = [.. Enumerable.Range(0, from.AddressCount).Select(_ => random.NextDouble() - 0.5)];
        Tensor weight = MapReference.Values(random, map.Rows, map.Columns);
        MapDiagonals diagonals = MapDiagonals.Of(map);
        double[] expected = new double[to.AddressCount];
        foreach (MapDiagonal diagonal in diagonals.Diagonals)
        {
            foreach (DiagonalEntry entry in diagonal.Entries)
            {
                foreach ((int target, int source) in diagonals.Addresses(diagonal, entry))
                {
                    expected[target] += weight.Values[diagonals.WeightIndex(entry)] * slots[source];
                }
            }
        }

        Assert.Equal(expected, diagonals.Apply(slots, weight));
    }

    [Fact]
    public void WeightsRepeatWithTheRows()
    {
        LinearMap map = new(OnRows("f:12 | f:12/64u"), OnRows("g:5 | g:5/64u"), ["f"], ["g"]);

        Assert.Equal(64, MapDiagonals.Of(map).Period);
        Assert.Equal(64, MapDiagonals.Of(new LinearMap(OnRows("f:12 | f:12/64u"), LayoutText.Parse("t:3/4z f:12 | t:4 r:2/64u f:12/16u"))).Period);
    }

    /// <summary>Copies that go further down in one layout than in the other are rows as far as both have them.</summary>
    [Theory]
    [InlineData("f:16 | r:64 f:16", "g:5 | r:4 g:5/256z", 256)]
    [InlineData("f:16 | r:8 f:16/128z", "g:8 | r:128 g:8", 128)]
    [InlineData("f:16 | r:5/1024u f:16", "g:8 | r:128 g:8", 1024)]
    public void CopiesAreRows(string input, string output, int period)
    {
        LinearMap map = new(LayoutText.Parse(input), LayoutText.Parse(output), ["f"], ["g"]);

        Assert.Equal(period, MapDiagonals.Of(map).Period);
        Check(map, new Random(7), 0);
    }

    [Fact]
    public void RowsOfPaddingThatMayHoldAnythingMakeWeightsOfAllSlots()
    {
        Layout input = LayoutText.Parse("t:3/4u f:4 | t:4 f:4");
        Layout output = LayoutText.Parse("t:3/4z g:4 | t:4 g:4");
        LinearMap map = new(input, output, ["f"], ["g"]);

        Assert.Equal(16, MapDiagonals.Of(map).Period);
        Check(map, new Random(2), 0);
    }

    /// <summary>Pairs of tokens in diagonal order: a row moves both, and what they are apart lies in ciphertexts or in slots.</summary>
    [Theory]
    [InlineData("i:3/4z j:4 h:2 | 4 ciphertexts | j:4 i+j:4 h:2/8u", "i:3/4z j:4 h:2 | i+j:4 h:2 j:4", 8)]
    [InlineData("i:3/4z j:4 h:2 | 4 ciphertexts | j:4 i+j:4 h:2/4u", "i:3/4z j:4 h:2 | 2 ciphertexts | j*2:2 i+j:4 h:2 j:2", 4)]
    [InlineData("i:4 j:3/4z h:2 | i+j:4 h:2 j:4", "i:4 j:3/4z h:2 | 4 ciphertexts | j:4 i+j:4 h:2 r:4", 4)]
    public void PairsInDiagonalOrderAreRows(string input, string output, int period)
    {
        LinearMap map = new(LayoutText.Parse(input), LayoutText.Parse(output));

        Assert.Equal(period, MapDiagonals.Of(map).Period);
        Check(map, new Random(6), 0);
    }

    /// <summary>Inputs of a batch lie between tokens and features: tokens still come round.</summary>
    [Theory]
    [InlineData("t:4 b:2 f:3 | t:4 b:2 f:3/8u", "t:4 b:2 f:3 | t:4 b:2 t:2 f:3/4z", 8)]
    [InlineData("b:2 t:4 f:3 | b:2 t:4 f:3/8u", "b:2 t:4 g:3 | b:2 t:4 g:3/8z", 8)]
    public void BatchesAreRows(string input, string output, int period)
    {
        Layout to = LayoutText.Parse(output);
        LinearMap map = to.DimensionIndex("g") < 0 ? new LinearMap(LayoutText.Parse(input), to) : new LinearMap(LayoutText.Parse(input), to, ["f"], ["g"]);

        Assert.Equal(period, MapDiagonals.Of(map).Period);
        Check(map, new Random(3), 0);
    }

    [Theory]
    [InlineData("f:4 | f:4", "g:4 | g:4", null, "g", "lacks the dimension 'f'")]
    [InlineData("f:4 | f:4", "g:4 | g:4", "f", null, "comes from nowhere")]
    [InlineData("f:4 | f:4", "g:4 | g:4", "x", "g", "no dimension 'x' to sum over")]
    [InlineData("f:4 | f:4", "f:4 | f:4", null, "f", "none of the operand")]
    [InlineData("f:4 | f:4", "g:4 | g:4", "f f", "g", "names each dimension once")]
    [InlineData("f:4 | f:4", "f:3/4z | f:4", null, null, "has other indices")]
    [InlineData("f:4 | f:4", "f:4 | r:2 f:4", null, null, "keeps the slots of a ciphertext")]
    [InlineData("f:4 | f:2/4z", "f:4 | f:4", null, null, "lies in no slot of")]
    public void MapsThatAreNoneAreRefused(string input, string output, string? contracted, string? produced, string reason)
    {
        IrException error = Assert.Throws<IrException>(() => MapDiagonals.Of(new LinearMap(LayoutText.Parse(input), LayoutText.Parse(output), contracted?.Split(' '), produced?.Split(' '))));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("f:4 h:2 | h:2 f:4", "g:4 h:2 | h:2 g:4", "x", null, "another for each 'x'")]
    [InlineData("f:4 h:2 | h:2 f:4", "g:4 h:2 | h:2 g:4", "g", null, "names each dimension once")]
    [InlineData("f:4 h:2 | h:2 f:4", "g:4 h:2 | h:2 g:4", null, "p", "summed over 'p' only where")]
    [InlineData("f:4 h:2 | h:2 f:4", "g:2 h:2 p:1/2z | h:2 p:2 g:2", null, "p", "summed over 'p' only where")]
    [InlineData("f:4 h:2 | h:2 f:4", "g:4 h:2 p:2 | 2 ciphertexts | p:2 h:2 g:4", null, "p", "summed over 'p' only where")]
    public void MatricesForEachIndexAndPartsThatAreNoneAreRefused(string input, string output, string? indexed, string? parts, string reason)
    {
        IrException error = Assert.Throws<IrException>(() => new LinearMap(LayoutText.Parse(input), LayoutText.Parse(output), ["f"], ["g"], indexed is null ? null : [indexed], parts));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static Layout OnRows(string text) => LayoutText.Parse("t:3/4z " + text.Replace("|", "| t:4", StringComparison.Ordinal));

    private static void Check(LinearMap map, Random random, int seed)
    {
        Tensor x = MapReference.Values(random, [.. map.Input.Dimensions.Select(static dimension => dimension.Extent)]);
        Tensor? weight = map.Produced.Count == 0 ? null : MapReference.Values(random, map.Rows, map.Columns);

        double[] actual = MapDiagonals.Of(map).Apply(MapReference.Poisoned(map.Input, x, random), weight);

        double[] expected = MapReference.Expected(map, x, weight);
        for (int address = 0; address < expected.Length; address++)
        {
            Assert.True(
                double.IsNaN(expected[address]) || Math.Abs(expected[address] - actual[address]) < 1e-9,
                $"seed {seed}: '{map.Input}' to '{map.Output}', slot {address}: {actual[address]} instead of {expected[address]}");
        }
    }
}
