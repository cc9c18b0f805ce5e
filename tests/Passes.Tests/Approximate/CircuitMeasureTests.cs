using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Tests.Support;

namespace PowerSoftmax.Passes.Tests.Approximate;

/// <summary>A circuit that is beyond its budget is given up on the first samples that say so; one within is measured on all.</summary>
public sealed class CircuitMeasureTests
{
    private const int Samples = 40;

    [Fact]
    public void WithinTheBudgetTheReportIsThatOfAllSamples()
    {
        (CircuitMeasure measure, AgreementReport all, Counted source) = Measured();
        IReadOnlyList<int> indices = measure.Samples.Split.Calibration;

        AgreementReport? within = measure.Within(indices, static _ => null, all.Ranges, all.RelativeError);

        Assert.Equal(all.Outputs, within!.Outputs);
        Assert.Equal(indices.Order(), source.Compared.Order());
    }

    [Fact]
    public void BeyondTheBudgetTheOtherSamplesAreLeftOut()
    {
        (CircuitMeasure measure, AgreementReport all, Counted source) = Measured();
        IReadOnlyList<int> indices = measure.Samples.Split.Calibration;

        Assert.Null(measure.Within(indices, static _ => null, all.Ranges, all.RelativeError / 1e6));
        Assert.InRange(source.Compared.Count, 1, indices.Count / 2);
        Assert.Null(measure.Within(indices, static _ => null, all.Ranges, all.RelativeError * (1 - 1e-9)));
    }

    /// <summary>A circuit, its report on all calibration samples, and what counts those that are compared from then on.</summary>
    private static (CircuitMeasure Measure, AgreementReport All, Counted Source) Measured()
    {
        (Module? module, PassContext context, Diagnostic? error) = SmallModel.Compile(SmallModel.Random(Samples), options: new CompilerOptions { AgreementAsked = 0 });
        Assert.Null(error);
        Counted source = new(context.Calibration!);
        CalibrationSamples samples = CalibrationSamples.Of(module!, new PassContext(new DiagnosticBag(), context.Options, source));
        CircuitMeasure measure = new(module!, module!.Find(ModuleKeys.Circuit)!, samples);
        AgreementReport all = measure.On(samples.Split.Calibration, static _ => null);
        source.Compared.Clear();
        return (measure, all, source);
    }

    /// <summary>Notes which samples' answers were asked for.</summary>
    private sealed class Counted(ICalibrationSource source) : ICalibrationSource
    {
        public HashSet<int> Compared { get; } = [];

        public int SampleCount => source.SampleCount;

        public Tensor Value(int sample, string nodeName)
        {
            if (nodeName.StartsWith('/'))
            {
                Compared.Add(sample);
            }

            return source.Value(sample, nodeName);
        }
    }
}
