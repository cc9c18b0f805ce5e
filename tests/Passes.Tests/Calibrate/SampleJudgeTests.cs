using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Calibrate;

/// <summary>Samples that prove nothing are refused, those that prove little are warned of.</summary>
public sealed class SampleJudgeTests
{
    [Fact]
    public void EnoughSamplesThatVaryAreSilent()
    {
        PassContext context = SmallModel.Compile(SmallModel.Random(SampleJudge.EnoughInAll(0.25))).Context;
        Assert.Empty(context.Diagnostics.Items);
        Assert.Equal(["classes", "score"], context.Approximation!.HeldOut.Outputs.Select(static output => output.Name));
        Assert.Equal([33, 0], context.Approximation.HeldOut.Outputs.Select(static output => output.Decisions));
    }

    /// <summary>Two chances in n + 1 that the next one is the largest or the smallest.</summary>
    [Fact]
    public void EnoughFollowsFromTheChanceAllowed()
    {
        Assert.Equal((99, 132), (SampleJudge.Enough, SampleJudge.EnoughInAll(0.25)));
        Assert.True(2.0 / (SampleJudge.Enough + 1) <= SampleJudge.ChanceAllowed);
    }

    [Theory]
    [InlineData(1, "there is one calibration sample")]
    [InlineData(50, "all 50 calibration samples are equal")]
    public void SamplesThatLeaveNoneToVerifyWithAreRefused(int count, string what)
    {
        Diagnostic error = SmallModel.Compile([.. Enumerable.Repeat(new double[4], count)], shift: 0).Error!;
        Assert.Equal(("PSM4004", Severity.Error), (error.Id, error.Severity));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains("132 samples", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Fifty samples, three of them different: two calibrate and one verifies, instead of 38 and 12.</summary>
    [Fact]
    public void EqualSamplesCountOnce()
    {
        double[] rare = [1, -1, 0.5, -0.5];
        (_, PassContext context, _) = SmallModel.Compile([rare, [.. rare.Reverse()], .. Enumerable.Repeat(new double[4], 48)], shift: 0, new CompilerOptions { ErrorBudget = 1 });
        Diagnostic few = Assert.Single(context.Diagnostics.Items, static item => item.Id == "PSM4005");
        Assert.Contains("from 2 different calibration samples", few.Message, StringComparison.Ordinal);
        Assert.Equal(1, context.Approximation!.HeldOut.Samples);
    }

    [Fact]
    public void AnOutputWithoutARangeIsRefused()
    {
        Diagnostic error = SmallModel.Compile([[1, -1, 0.5, -0.5], .. Enumerable.Repeat(new double[4], 49)], shift: 0).Error!;
        Assert.Equal("PSM4004", error.Id);
        Assert.Contains("output 'score' has the same value on all calibration samples", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FewSamplesSayHowManyWouldDo()
    {
        Diagnostic few = Assert.Single(SmallModel.Compile(SmallModel.Random(40), options: new CompilerOptions { AgreementAsked = 0 }).Context.Diagnostics.Items, static item => item.Id == "PSM4005");
        Assert.Equal(Severity.Warning, few.Severity);
        Assert.Contains("30 different calibration samples", few.Message, StringComparison.Ordinal);
        Assert.Contains("each of its 1 functions with a chance of 6.5 %", few.Message, StringComparison.Ordinal);
        Assert.Contains("Give 132 samples or more in all (40 are there)", few.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AConstantInputIsNamed() => Assert.Contains(
        "input 'shift' is the same in all of them", OneSided(SmallModel.Random(132), 0.25), StringComparison.Ordinal);

    [Fact]
    public void OneClassIsNamed() => Assert.Contains(
        "output 'classes' names one class on all of them", OneSided([.. SmallModel.Random(132).Select(static x => Array.ConvertAll(x, static value => 3 + (0.01 * value)))], 0), StringComparison.Ordinal);

    [Fact]
    public void ArgumentsOfOneSignAreNamed() => Assert.Contains(
        "'gelu' at node '/act' has no positive argument", OneSided([.. Enumerable.Range(0, 132).Select(static index => OneSign(index))], 0), StringComparison.Ordinal);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void AnAnswerOfTheModelThatIsNoNumberIsNamed(double value)
    {
        double[][] samples = SmallModel.Random(8);
        samples[5][2] = value;
        Diagnostic error = SmallModel.Compile(samples).Error!;
        Assert.Equal("PSM2012", error.Id);
        Assert.Contains("computes NaN as element [0, 0] of output 'classes' on sample 5", error.Message, StringComparison.Ordinal);
    }

    private static string OneSided(double[][] samples, double? shift = null)
    {
        Diagnostic[] found = [.. SmallModel.Compile(samples, shift, new CompilerOptions { AgreementAsked = 0, ErrorBudget = 0.25 }).Context.Diagnostics.Items.Where(static item => item.Id == "PSM4006")];
        Assert.All(found, static item => Assert.Equal(Severity.Warning, item.Severity));
        return string.Join("\n", found);
    }

    /// <summary>The model's first matrix has no negative element.</summary>
    private static double[] OneSign(int index) => [.. RandomTensors.Values($"sign/{index}", 4).Select(static value => -1.5 + (0.5 * value))];
}
