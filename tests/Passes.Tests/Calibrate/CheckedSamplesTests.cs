using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Calibrate;

public sealed class CheckedSamplesTests
{
    /// <summary>An overflow shows where an argument strays farthest, so that sample is checked first.</summary>
    [Fact]
    public void TheHeldOutSampleThatStraysFarthestIsChecked()
    {
        double[][] samples = SmallModel.Random(132);
        const int Stray = 7;
        samples[Stray] = [4, 4, 4, 4];
        (Ir.Graphs.Module? module, PassContext context, _) = SmallModel.Compile(samples, options: new CompilerOptions { ErrorBudget = 0.25, AgreementAsked = 0 });
        CalibrationSamples calibration = CalibrationSamples.Of(module!, context);
        Assert.Contains(Stray, calibration.Split.HeldOut);
        Assert.Equal(Stray, Assert.Single(context.Approximation!.Functions).Straying.Sample);

        Assert.Same(calibration.Inputs(Stray), CheckedSamples.Of(calibration, context)[0]);
        Assert.Equal(3, CheckedSamples.Of(calibration, context).Count);
    }

    [Fact]
    public void WithoutAStrayTheyAreEvenlySpaced()
    {
        (Ir.Graphs.Module? module, PassContext context, _) = SmallModel.Compile(SmallModel.Random(132), options: new CompilerOptions { RangeMargin = 1, ErrorBudget = 0.1, AgreementAsked = 0 });
        CalibrationSamples calibration = CalibrationSamples.Of(module!, context);
        Assert.Equal(((int[])[0, 44, 88]).Select(calibration.Inputs), CheckedSamples.Of(calibration, context));
    }
}
