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
        (CircuitMeasure measure, Counted source) = Measure();
        IReadOnlyList<int> indices = measure.Samples.Split.Calibration;
        AgreementReport all = measure.On(indices, static _ => null);
        Dictionary<string, double> ranges = all.Outputs.ToDictionary(static output => output.Name, static output => output.Range);
        source.Compared.Clear();

        AgreementReport? within = measure.Within(indices, static _ => null, ranges, all.RelativeError);

        Assert.Equal(all.Outputs, within!.Outputs);
        Assert.Equal(indices.Order(), source.Compared.Order());
    }

    [Fact]
    public void BeyondTheBudgetTheOtherSamplesAreLeftOut()
    {
        (CircuitMeasure measure, Counted source) = Measure();
        IReadOnlyList<int> indices = measure.Samples.Split.Calibration;
        AgreementReport all = measure.On(indices, static _ => null);
        Dictionary<string, double> ranges = all.Outputs.ToDictionary(static output => output.Name, static output => output.Range);
        source.Compared.Clear();

        Assert.Null(measure.Within(indices, static _ => null, ranges, all.RelativeError / 1e6));
        Assert.InRange(source.Compared.Count, 1, indices.Count / 2);
        Assert.Null(measure.Within(indices, static _ => null, ranges, all.RelativeError * (1 - 1e-9)));
    }

    private static (CircuitMeasure Measure, Counted Source) Measure()
    {
        (Module? module, PassContext context, Diagnostic? error) = SmallModel.Compile(SmallModel.Random(Samples), options: new CompilerOptions { AgreementAsked = 0 });
        Assert.Null(error);
        Counted source = new(context.Calibration!);
        CalibrationSamples samples = CalibrationSamples.Of(module!, new PassContext(new DiagnosticBag(), context.Options, source));
        return (new CircuitMeasure(module!, module!.Find(ModuleKeys.Circuit)!, samples), source);
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
