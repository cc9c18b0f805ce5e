using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes.Tests.Approximate;

/// <summary>The numbers that decide whether a compilation is accepted.</summary>
public sealed class AgreementTests
{
    [Fact]
    public void CountsClassesAndErrors()
    {
        OutputAgreement output = Assert.Single(AgreementReport.Of([Pair([1, 3], [1.5, 3]), Pair([2, 0], [0, 1], 1)]).Outputs);
        Assert.Equal((2, 1, 2.0, 3.0), (output.Decisions, output.Agreeing, output.LargestError, output.Range));
        Assert.Equal(3.5 / 4, output.MeanError);
        Assert.Equal(2.0 / 3, output.RelativeError);
        Assert.Equal(2, output.DistinctClasses);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void AnAnswerThatIsNoNumberIsInfinitelyWrongAndNamed(double value)
    {
        OutputAgreement output = AgreementReport.Of([Pair([1, 3], [1, 3]), Pair([1, 3], [1, value], 7)]).Outputs[0];
        Assert.Equal((double.PositiveInfinity, double.PositiveInfinity), (output.LargestError, output.RelativeError));
        Assert.Equal((7, 1, "[1]"), (output.Broken!.Sample, output.Broken.Element.Element, output.Broken.Place));
    }

    [Fact]
    public void ANaNNamesNoClass() => Assert.Equal(0, AgreementReport.Of([Pair([3, 1], [double.NaN, 0])]).Outputs[0].Agreeing);

    [Fact]
    public void TokensAreClassifiedOneByOneAlongTheLastAxis()
    {
        Tensor expected = new(ElementType.Float32, Shape.Of(1, 3, 2), [1, 0, 0, 1, 9, 1]);
        OutputAgreement output = AgreementReport.Of([new AnswerPair("tokens", 0, expected, [1, 0, 1, 0, 9, 1])]).Outputs[0];

        // Over all six elements the largest one is the same, which says nothing about the second token.
        Assert.Equal((3, 2), (output.Decisions, output.Agreeing));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4, 1)]
    [InlineData]
    public void AnOutputWithOneElementInItsLastAxisHasNoClass(params int[] shape)
    {
        double[] values = new double[Shape.Of(shape).Count];
        AgreementReport report = AgreementReport.Of([new AnswerPair("score", 0, new Tensor(ElementType.Float32, Shape.Of(shape), values), values)]);
        Assert.Equal(0, report.Outputs[0].Decisions);
        Assert.Null(report.Outputs[0].Share);
        Assert.Null(report.LeastAgreeing);
    }

    [Fact]
    public void OutputsAreJudgedApart()
    {
        // The wide output hides neither the error of the narrow one nor its class.
        AgreementReport report = AgreementReport.Of([
            new AnswerPair("wide", 0, Tensor.Float(Shape.Of(2), 0, 1000), [0, 1000]),
            new AnswerPair("narrow", 0, Tensor.Float(Shape.Of(2), 0, 0.01), [0.01, 0])]);
        Assert.Equal(("narrow", 1.0, 0), (report.Worst.Name, report.RelativeError, report.LeastAgreeing!.Agreeing));
        Assert.Equal(0, report.Outputs[0].RelativeError);
    }

    [Fact]
    public void AnErrorWithoutARangeIsInfinite()
    {
        Assert.Equal(double.PositiveInfinity, AgreementReport.Of([Pair([2], [2.5])]).RelativeError);
        Assert.Equal(0, AgreementReport.Of([Pair([2], [2])]).RelativeError);
    }

    [Fact]
    public void StrayingIsMeasuredInWidths()
    {
        Straying straying = Straying.Of([(3, [0, 1]), (5, [2.5, -0.2])], new Interval(0, 2));
        Assert.Equal((0.5, 0.25, 5), (straying.Share, straying.Farthest, straying.Sample));
        Assert.Equal(new Straying(0, 0, null), Straying.Of([(3, [0, 1])], new Interval(0, 2)));
        Assert.Equal(double.PositiveInfinity, Straying.Of([(0, [double.NaN])], new Interval(0, 2)).Farthest);
    }

    [Theory]
    [InlineData(1, 0.5, 0)]
    [InlineData(2, 0.01, 1)]
    [InlineData(8, 0.25, 2)]
    [InlineData(256, 0.25, 64)]
    [InlineData(3, 0.99, 2)]
    public void SamplesAreSplitWithoutOverlap(int count, double fraction, int heldOut)
    {
        SampleSplit split = SampleSplit.Of(count, fraction);
        Assert.Equal(heldOut, split.HeldOut.Count);
        Assert.Equal(Enumerable.Range(0, count), split.Calibration.Union(split.HeldOut).Order());
        Assert.False(split.Calibration.Intersect(split.HeldOut).Any());
    }

    [Theory]
    [InlineData("aaaaaaaa", 0)]
    [InlineData("a", 0)]
    [InlineData("abcdefgh", 2)]
    [InlineData("abcabcab", 1)]
    [InlineData("aaabaaaa", 1)]
    [InlineData("aabaaaaa", 1)]
    public void ASampleThatEqualsACalibrationSampleIsNotHeldOut(string samples, int heldOut)
    {
        string[] contents = [.. samples.Select(static letter => letter.ToString())];
        SampleSplit split = SampleSplit.Of(contents, 0.25);
        Assert.Equal(heldOut, split.HeldOut.Count);
        Assert.Empty(split.HeldOut.Select(index => contents[index]).Intersect(split.Calibration.Select(index => contents[index])));
        Assert.NotEmpty(split.Calibration);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(4, 0)]
    [InlineData(4, 1)]
    [InlineData(4, double.NaN)]
    public void ImpossibleSplitsAreRefused(int count, double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleSplit.Of(count, fraction));

    private static AnswerPair Pair(double[] expected, double[] actual, int sample = 0) =>
        new("y", sample, Tensor.Float(Shape.Of(expected.Length), expected), actual);
}
