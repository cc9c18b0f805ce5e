using PowerSoftmax.Benchmarks.Suite.Costs;
using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Benchmarks.Tests.Runs;

public sealed class CostTableMeasurementTests
{
    [Fact]
    public void TheCompilerReadsWhatIsMeasured()
    {
        SamplingPolicy policy = new(MinSamples: 1, MaxSamples: 1, Seconds: 0, WarmUpSeconds: 0);
        CostRow row = new CostTableMeasurement(policy).Row(10, CancellationToken.None);
        CostTable table = CostTable.Parse(new CostTable("a test", 0.75, [row]).ToJson());

        Assert.Equal(row, table.For(10));
    }
}
