using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Attempts;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Passes.Plan;
using PowerSoftmax.Passes.Select;
using PowerSoftmax.Passes.Tests.Circuits;

namespace PowerSoftmax.Passes.Tests.Attempts;

/// <summary>Which scale comes after which outcomes, without any search.</summary>
public class ScaleScheduleTests
{
    private const double Asked = 10;

    private static readonly Outcome TooDeep = TooDeepUpTo(null);

    private readonly ScaleSchedule schedule = new(asked: null, Asked);

    [Fact]
    public void TheUsualScaleIsEnoughWhereItLeavesThePrecisionAndAMargin()
    {
        List<Attempt> tried = Try(schedule, static (_, _) => Lowered(bits: 13));

        Assert.Equal([(40, 0)], Scales(tried));
        Assert.Same(tried[0], schedule.Best(tried));
    }

    [Fact]
    public void BitsThatAreMissingRaiseTheScaleOnce()
    {
        List<Attempt> tried = Try(schedule, static (scale, _) => Lowered(bits: scale == 40 ? 8.5 : 12));

        Assert.Equal([(40, 0), (45, 0)], Scales(tried));
        Assert.Same(tried[1], schedule.Best(tried));
    }

    [Fact]
    public void ARingWithoutRoomForTheRaisedScaleIsToBlame()
    {
        List<Attempt> tried = Try(schedule, static (scale, _) => scale == 40 ? Lowered(bits: 8.5) : TooDeep);

        Assert.Equal([(40, 0), (45, 0)], Scales(tried));
        Assert.True(schedule.Best(tried)!.NeedsLargerRing);
    }

    [Theory]
    [InlineData(9.5, true)]
    [InlineData(10.5, false)]
    public void WhatDoesNotFitIsTriedAtTheScaleThatHoldsItsLevels(double bits, bool needsLargerRing)
    {
        List<Attempt> tried = Try(schedule, (scale, _) => scale <= 37 ? Lowered(bits) : TooDeepUpTo(37));

        Assert.Equal([(40, 0), (37, 0)], Scales(tried));
        Assert.Equal(needsLargerRing, schedule.Best(tried)!.NeedsLargerRing);
    }

    [Fact]
    public void WhatFitsAtNoScaleIsGivenUp()
    {
        List<Attempt> tried = Try(schedule, static (_, _) => TooDeep);

        Assert.Equal([(40, 0)], Scales(tried));
        Assert.Null(schedule.Best(tried));
    }

    [Fact]
    public void WhatIsOverTheBudgetIsTriedAtEveryScaleBelow()
    {
        List<Attempt> tried = Try(schedule, static (scale, _) => new Outcome.OverBudget(14, scale));

        Assert.Equal([40, 39, 38, 37, 36, 35, 34], tried.Select(static attempt => attempt.Candidate.LogScale!.Value));
        Assert.Null(schedule.Best(tried));
    }

    [Fact]
    public void AValueNearTheModulusRaisesTheOutputs()
    {
        List<Attempt> tried = Try(schedule, static (_, outputs) => Lowered(bits: 20, hasHeadroom: outputs == 1));

        Assert.Equal([(40, 0), (40, 1)], Scales(tried));
        Assert.Same(tried[1], schedule.Best(tried));
    }

    [Fact]
    public void WhereHigherOutputsDoNotFitTheLowerOnesStay()
    {
        List<Attempt> tried = Try(schedule, static (_, outputs) => outputs == 0 ? Lowered(bits: 20, hasHeadroom: false) : TooDeep);

        Assert.Equal([(40, 0), (40, 1)], Scales(tried));
        Assert.Same(tried[0], schedule.Best(tried));
    }

    [Fact]
    public void AScaleOfTheUserIsTheOnlyOne()
    {
        ScaleSchedule own = new(asked: 36, Asked);

        Assert.Equal([(36, 0)], Scales(Try(own, static (_, _) => TooDeep)));
        Assert.False(own.Best(Try(own, static (_, _) => Lowered(bits: 2)))!.NeedsLargerRing);
    }

    private static Outcome.TooDeep TooDeepUpTo(int? scaleThatHolds) => new(new LevelNeeds([new Level(9)], []), 8, scaleThatHolds);

    private static List<Attempt> Try(ScaleSchedule schedule, Func<int, int, Outcome> outcome)
    {
        LayoutAttempt layout = new("test", 14, null, null);
        List<Attempt> tried = [];
        while (schedule.Next(tried) is (int scale, Level outputs))
        {
            Assert.True(tried.Count < 20, "the schedule does not end");
            tried.Add(new Attempt(new Candidate(14, "test", AttemptMode.Leveled, scale, outputs), layout, outcome(scale, outputs.Value)));
        }

        return tried;
    }

    private static IEnumerable<(int, int)> Scales(List<Attempt> tried) =>
        tried.Select(static attempt => (attempt.Candidate.LogScale!.Value, attempt.Candidate.Outputs.Value));

    /// <summary>An outcome with so many bits of an output of range 1, and a value that fits its modulus or does not.</summary>
    private static Outcome.Lowered Lowered(double bits, bool hasHeadroom = true)
    {
        CkksParameterSet parameters = InsecureChain.OfLevels(1);
        PackedCircuit circuit = new();
        circuit.Output(circuit.Input("x"));
        Graph ckks = LowerToCkks.Run(circuit.Build(), WeightTable.Empty, parameters, new Level(0));
        double magnitude = hasHeadroom ? 1 : Math.Pow(2, 40);
        NoiseReport noise = new(
            [.. ckks.Nodes.Select(_ => new NodeNoise(magnitude, 0))],
            [new OutputNoise("y", 0, 1, Math.Pow(2, -bits) / OutputNoise.Sigmas)]);
        return new Outcome.Lowered(new ManagedCircuit(new ParameterChoice(parameters, KeyFormat.Hybrid, []), ckks, noise));
    }
}
