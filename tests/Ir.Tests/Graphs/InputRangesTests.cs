using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Ranges;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tests.Graphs;

public sealed class InputRangesTests
{
    private static readonly Module Empty = new("m", EquatableArray<MetadataEntry>.Empty, EquatableArray<Graph>.Empty, WeightTable.Empty);

    [Fact]
    public void RangesTravelInTheTextToTheLastBit()
    {
        InputRanges ranges = new(
            [new TensorRange("pixels", new Interval(-0.1, Math.PI))],
            [new TensorRange("x", new Interval(-1e-300, 1e300)), new TensorRange("x.centered", new Interval(-2, -1))]);

        InputRanges read = InputRanges.Of(ModuleReader.Read(ModuleWriter.Write(ranges.WriteTo(Empty))));

        Assert.Equal(ranges.Inputs, read.Inputs);
        Assert.Equal(ranges.Encrypted, read.Encrypted);
    }

    [Fact]
    public void AModuleWithoutThemHasNone() => Assert.Empty(InputRanges.Of(Empty).Inputs.Concat(InputRanges.Of(Empty).Encrypted));

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("[1, 1]")]
    [InlineData("[2, 1]")]
    [InlineData("[1, 2, 3]")]
    [InlineData("[NaN, 1]")]
    [InlineData("[-Infinity, Infinity]")]
    [InlineData("[0, 1e999]")]
    [InlineData("[a, b]")]
    public void AnythingElseIsRefusedByName(string text)
    {
        IrException error = Assert.Throws<IrException>(() => InputRanges.Of(Empty.WithMeta("range.encrypted.x", text)));
        Assert.Contains("'range.encrypted.x'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "[0, 0]")]
    [InlineData(4, "[1, 1]")]
    [InlineData(5, "[1, 2]")]
    public void ElementsAreNamedByTheirIndices(int element, string place)
    {
        double[] values = new double[6];
        values[element] = double.NaN;
        Assert.Equal((element, place), (NonFinite.Of(values)!.Element, NonFinite.Of(values)!.Place(Shape.Of(2, 3))));
        Assert.Null(NonFinite.Of(new double[3]));
        Assert.Equal("[]", NonFinite.Place(Shape.Scalar, 0));
    }
}
